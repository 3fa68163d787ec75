namespace LossDsl.Tests.Generated;

[Loss(Head.Softmax)]
[CrossEntropy]
[ZLoss]
[Sum]
public sealed partial class EqualLogits;

// It is to be this loss, whatever its minimisers.
#pragma warning disable LDSL203
[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 0.5)]
[Sum]
public sealed partial class RootFocal;

[Loss(Head.Sigmoid)]
[CrossEntropy]
[Focal(Gamma = 2)]
[Sum]
public sealed partial class SigmoidFocal;
#pragma warning restore LDSL203

[Loss(Head.Softmax)]
[NormalisedScores(By = ScoreNormalisation.SoftplusMean)]
[CrossEntropy]
[Sum]
public sealed partial class NormalisedRows;
