namespace LossDsl.Catalogue;

/// <summary>
/// Multi-class hinge of the worst other class, max(0, 1 + max_(k≠y) z_k − z_y) (Crammer and Singer 2001).
/// <para>Follows the paper.</para>
/// </summary>
#pragma warning disable LDSL109 // published, and known not to be consistent
[Loss(Head.Softmax)]
[MulticlassHinge(Form = HingeForm.CrammerSinger)]
public sealed partial class CrammerSingerLoss;
