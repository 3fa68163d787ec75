using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

public class IrPrinterTests
{
    [Fact]
    public void A_loss_prints_a_line_per_node()
        => Assert.Equal(
            """
            %0[batch,class] = Logits
            %1[batch,class] = LogSoftmax %0
            %2[batch] = AtLabel %1
            %3[batch] = Neg %2
            CrossEntropy = %3 per Valid
            reduction = Mean

            """,
            IrPrinter.Print(LossCompilation.Of(Loss(Use("CrossEntropy"))).Lowered(LossForm.Labels)),
            ignoreLineEndingDifferences: true);
}
