using System;
using System.Linq;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Checks;

/// <summary>What a call is refused for, by either engine in the same words.</summary>
internal static class Refuse
{
    /// <summary>Asserts that both engines throw this exception, of this argument, with a message that starts like this.</summary>
    public static void Call<TException>(LossModule module, string parameter, string message, Tensor input, Tensor target,
        LossOptions options = default)
        where TException : ArgumentException
    {
        using (module)
        {
            foreach (var engine in (TensorEngine[])[TensorEngine.Kernels, TensorEngine.Operators])
            {
                module.Engine = engine;
                var error = Assert.Throws<TException>(() => module.forward(input, target, options));
                Assert.Equal(parameter, error.ParamName);
                Assert.StartsWith(message, error.Message);
            }
        }
    }

    /// <summary>Asserts that both engines give one and the same finite number.</summary>
    public static void Nothing(LossModule module, Tensor input, Tensor target, LossOptions options = default)
    {
        using (module)
        {
            var values = new[] { TensorEngine.Kernels, TensorEngine.Operators }.Select(engine =>
            {
                module.Engine = engine;
                return module.forward(input, target, options);
            }).ToList();
            Assert.All(values[0].Values(), number => Assert.True(double.IsFinite(number)));
            Tensors.Close(values[0], values[1], 1e-6);
        }
    }
}
