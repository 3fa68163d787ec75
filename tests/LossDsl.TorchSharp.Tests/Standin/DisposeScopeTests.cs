using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Tests.Standin;

/// <summary>Dispose scopes and what they count.</summary>
[Collection("serial")]
public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_of_what_was_made_in_it_unless_it_is_moved_or_detached()
    {
        Tensor inside, moved, detached;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inside = zeros(2);
                moved = ones(2).MoveToOuterDisposeScope();
                detached = (zeros(2) + 1).DetachFromDisposeScope();
            }
            Assert.True(inside.IsInvalid);
            Assert.Throws<InvalidOperationException>(() => inside.shape);
            Assert.True(outer.Contains(moved));
            Assert.Equal(1, outer.DisposablesCount);
            Assert.False(moved.IsInvalid);
        }
        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void Everything_is_counted_once()
    {
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        statistics.Reset();
        var outside = zeros(1);
        using (var scope = NewDisposeScope())
        {
            var a = zeros(1);
            zeros(1).Dispose();
            zeros(1).MoveToOuterDisposeScope().Dispose(); // there is no outer scope: detached, then disposed outside one
            scope.Attach(outside);
            Assert.Equal(2, scope.DisposablesCount);
            Assert.False(a.IsInvalid);
        }
        Assert.True(outside.IsInvalid);

        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(3, statistics.CreatedInScopeCount);
        Assert.Equal(1, statistics.AttachedToScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(3, statistics.DisposedInScopeCount);
        Assert.Equal(1, statistics.DisposedOutsideScopeCount);
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();
        var other = new System.Threading.Thread(() => zeros(1).Dispose());
        other.Start();
        other.Join();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void A_scope_keeps_what_it_is_told_to()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (zeros(1), zeros(1));
        scope.DisposeEverythingBut(a);
        Assert.False(a.IsInvalid);
        Assert.True(b.IsInvalid);
        Assert.Same(a, Assert.Single(scope.DisposablesView));
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_tensor_in_the_scope()
    {
        using var scope = NewDisposeScope();
        var data = zeros(2);
        var parameter = new Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(scope.Contains(parameter));
        Assert.False(scope.Contains(data));
        Assert.True(parameter.requires_grad);
    }

    [Fact]
    public void A_tensor_that_nobody_holds_is_finalised()
    {
        // What other tests have left has to be gone first, and finalisers may free what is finalised after them.
        long before;
        do
        {
            before = Tensor.TotalCount;
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        while (Tensor.TotalCount != before);
        Leak();
        Assert.Equal(before + 100, Tensor.TotalCount);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(before, Tensor.TotalCount);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Leak() => Assert.All(Enumerable.Range(0, 100).Select(i => (object)full(1, i)).ToList(), Assert.NotNull);
    }

    [Fact]
    public void A_scalar_that_is_disposed_of_is_of_no_use()
    {
        Scalar scalar = 2.0;
        Assert.Equal(ScalarType.Float64, scalar.Type);
        using var two = ones(1) * scalar;
        scalar.Dispose();
        Assert.Throws<InvalidOperationException>(() => two.mul(scalar));
    }
}
