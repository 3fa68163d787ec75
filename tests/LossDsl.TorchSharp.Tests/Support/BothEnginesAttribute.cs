using System.Collections.Generic;
using System.Reflection;
using Xunit.Sdk;

namespace LossDsl.Torch.Tests;

/// <summary>Runs a theory with kernels and with operators.</summary>
public sealed class BothEnginesAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[TensorEngine.Kernels], [TensorEngine.Operators]];
}
