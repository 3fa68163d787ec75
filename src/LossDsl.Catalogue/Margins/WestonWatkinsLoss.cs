namespace LossDsl.Catalogue;

/// <summary>
/// Multi-class hinge over all other classes, Σ_(k≠y) max(0, 1 + z_k − z_y) (Weston and Watkins 1999).
/// <para>A sum over the classes, as in the paper; torch.nn.MultiMarginLoss divides it by C.</para>
/// </summary>
#pragma warning disable LDSL109 // published, and known not to be consistent
[Loss(Head.Softmax)]
[MulticlassHinge(Form = HingeForm.WestonWatkins)]
public sealed partial class WestonWatkinsLoss;
