namespace LossDsl.Tests.Generated;

[Loss(Head.Identity)]
[GaussianNll]
public sealed partial class Normal;

[Loss(Head.Identity)]
[GaussianNll(Full = true, CoefficientFrom = nameof(Scale))]
[Cauchy(Scale = 0.5)]
[NoReduction]
public sealed partial class NormalPerElement
{
    public double Scale { get; set; } = 1.5;
}

[Loss(Head.Identity, Classes = 3)]
[GaussianNll(Epsilon = 0.75)]
[Mean(Over = Axis.Class)]
[Mean(Over = Axis.Sample)]
public sealed partial class NormalByAxis;
