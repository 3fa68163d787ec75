using System;
using System.Linq;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>The compiler, the runtime and the users' inputs name and number the same things.</summary>
public class InputTableTests
{
    [Fact]
    public void The_runtime_numbers_inputs_like_the_table()
        => Assert.Equal(InputTable.All.Select(row => row.Property),
            Enum.GetValues<KernelInput>().Select((input, number) => (int)input == number ? input.ToString() : "gap"));

    [Fact]
    public void Every_input_is_a_property_of_a_call()
        => Assert.All(InputTable.All, row => Assert.NotNull(typeof(LossInputs<float>).GetProperty(row.Property)));

    [Fact]
    public void Every_gradient_of_an_input_is_a_property_of_the_outputs()
        => Assert.All(InputTable.All.Where(row => row.Gradient is not null), row =>
        {
            Assert.NotNull(typeof(LossOutputs<float>).GetProperty(row.Gradient!));
            Assert.Equal(Axes.Batch | Axes.Class, row.Axes);
        });
}
