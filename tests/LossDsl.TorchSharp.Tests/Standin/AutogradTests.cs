using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Tests.Standin;

/// <summary>Functions with a backward of their own behave as TorchSharp's do.</summary>
[Collection("serial")]
public class AutogradTests
{
    [Fact]
    public void Gradients_come_from_the_function_s_backward_and_a_kept_graph_runs_again()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, -2, 3 }, requires_grad: true);
        var y = Square.apply(x, null!, "not a tensor").sum();

        y.backward(retain_graph: true);
        Assert.Equal([2.0, -4, 6], x.grad!.data<double>().ToArray());
        y.backward();
        Assert.Equal([4.0, -8, 12], x.grad!.data<double>().ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_are_recorded_in_backward_exactly_where_the_caller_wants_a_graph(bool create)
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 2 }, requires_grad: true);
        Square.Recorded = null;

        var gradient = autograd.grad([Square.apply(x).sum()], [x], create_graph: create)[0];

        Assert.Equal(create, Square.Recorded);
        Assert.Equal(create, gradient.requires_grad);
    }

    [Fact]
    public void Forward_runs_without_gradients_and_its_result_requires_them()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0 }, requires_grad: true);
        Square.RecordedForward = null;

        var y = Square.apply(x);

        Assert.False(Square.RecordedForward);
        Assert.True(y.requires_grad);
        Assert.False(y.is_leaf);
        using (no_grad())
            Assert.False(Square.apply(x).requires_grad);
    }

    [Fact]
    public void A_backward_of_differentiable_operators_can_be_differentiated()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 2, 3 }, requires_grad: true);

        // As in TorchSharp, wanting a graph does not keep the one there is: that has to be said as well.
        var first = autograd.grad([Square.apply(x * x).sum()], [x], retain_graph: true, create_graph: true)[0]; // (x⁴)' = 4x³
        var second = autograd.grad([first.sum()], [x])[0];

        Assert.Equal([4.0, 32, 108], first.data<double>().ToArray());
        Assert.Equal([12.0, 48, 108], second.data<double>().ToArray());
    }

    [Fact]
    public void A_saved_tensor_that_was_changed_in_place_is_an_error_that_can_be_caught()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 2 }, requires_grad: true);
        var between = x * 1;
        var y = Square.apply(between).sum();
        between.add_(1);
        Square.Error = null;

        y.backward();

        var error = Assert.IsType<ExternalException>(Square.Error);
        Assert.Contains("modified by an inplace operation", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_gradient_of_an_unused_result_is_zeros_or_none(bool materialize)
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1.0, 2 }, requires_grad: true);

        SumAndDouble.apply(x, materialize)[0].backward();

        Assert.Equal(materialize, SumAndDouble.SecondGradient);
        Assert.Equal([1.0, 1], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void An_exception_in_forward_is_the_caller_s()
    {
        using var scope = NewDisposeScope();
        var alive = Alive();
        var x = tensor(new[] { 1.0 }, requires_grad: true);

        Assert.Throws<ArgumentException>(() => Square.apply(x, null!, "throw"));

        Assert.Equal(alive, Alive());
    }

    [Fact]
    public void Nothing_is_left_of_ten_thousand_graphs()
    {
        using var x = tensor(new[] { 1.0, 2 }, requires_grad: true);
        var node = Run(x);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (alive, tensors, live) = (Alive(), Tensor.TotalCount, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        for (var i = 0; i < 10_000; i++)
            Run(x);

        Assert.Equal(alive, Alive());
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(tensors, Tensor.TotalCount);
        GC.Collect();
        Assert.False(node.IsAlive);
    }

    [Fact]
    public void A_graph_that_never_runs_is_let_go_with_its_result()
    {
        var alive = Alive();
        using (NewDisposeScope())
        {
            var x = tensor(new[] { 1.0, 2 }, requires_grad: true);
            var y = Square.apply(x) * Square.apply(x);
            Assert.Equal(alive + 2, Alive());
            y.Dispose();
        }
        Assert.Equal(alive, Alive());
    }

    [Fact]
    public void A_collector_that_never_rests_does_no_harm()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
                GC.Collect();
        });
        collector.Start();
        using var x = tensor(new[] { 1.0, 2 }, requires_grad: true);
        for (var i = 0; i < 500; i++)
        {
            Square.apply(x * x).pow(2).sum().backward(); // (x⁸)' = 8x⁷, nothing of it in a scope
            Assert.Equal(8, x.grad!.data<double>()[0]);
            x.grad = null;
        }
        stop.Cancel();
        collector.Join();
    }

    private static WeakReference Run(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = Square.apply(x).sum();
        y.backward();
        x.grad = null;
        return new(Square.Context);
    }

    private static long Alive() =>
        (long)typeof(autograd).GetNestedType("Node", BindingFlags.NonPublic)!.GetProperty("Alive")!.GetValue(null)!;

    private sealed class Square : autograd.SingleTensorFunction<Square>
    {
        [ThreadStatic] public static bool? Recorded;
        [ThreadStatic] public static bool? RecordedForward;
        [ThreadStatic] public static Exception? Error;

        private static WeakReference? context;

        public static object? Context => context?.Target;

        public override string Name => nameof(Square);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            RecordedForward = is_grad_enabled();
            if (vars.Contains("throw"))
                throw new ArgumentException("as asked");
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x, null!]);
            ctx.save_data("arguments", vars.Length);
            context = new(ctx);
            return x * x;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            Recorded = is_grad_enabled();
            var arguments = (int)ctx.get_data("arguments");
            var result = new List<Tensor>(Enumerable.Repeat<Tensor>(null!, arguments));
            try
            {
                var saved = ctx.get_saved_variables();
                Assert.Null((object?)saved[1]);
                result[0] = 2 * saved[0] * grad_output;
            }
            catch (ExternalException error)
            {
                Error = error;
            }
            return result;
        }
    }

    private sealed class SumAndDouble : autograd.MultiTensorFunction<SumAndDouble>
    {
        [ThreadStatic] public static bool SecondGradient;

        public override string Name => nameof(SumAndDouble);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.set_materialize_grads((bool)vars[1]);
            ctx.save_for_backward([x]);
            return [x.sum(), x * 2];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            SecondGradient = !grad_outputs[1].IsInvalid;
            var gradient = grad_outputs[0].expand_as(ctx.get_saved_variables()[0]);
            return [SecondGradient ? gradient + 2 * grad_outputs[1] : gradient, null!];
        }
    }
}
