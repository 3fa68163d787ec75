using Xunit;

namespace LossDsl.TorchSharp.Tests.Standin;

/// <summary>Tests that count tensors or nodes of the whole process run with no other beside them.</summary>
[CollectionDefinition("serial", DisableParallelization = true)]
public class SerialCollection;
