using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>
/// Vector files of losses that are no sum over examples, or read more than scores and targets: they need other axes than
/// batch, position and class, and are not of this language yet. One reason each.
/// </summary>
internal static class OtherLanguages
{
    private static readonly (string Reason, string[] Losses)[] Groups =
    [
        ("pairs of examples: it needs a second batch axis",
        [
            "angular_loss", "circle_loss", "contrastive_pml", "fast_ap", "lifted_structure", "margin_loss", "multi_similarity", "nca",
                "ntxent",
            "rkd_loss", "signal_to_noise_contrastive", "supcon", "supcon_pml", "triplet_margin_pml", "tuplet_margin",
        ]),
        ("several embeddings per example: it needs a feature axis",
            ["cosine_embedding_loss", "triplet_margin_loss"]),
        ("embeddings against a matrix of class vectors: it needs a feature axis",
        [
            "adaface", "arcface", "cosface", "curricularface", "large_margin_softmax_lsm", "normalized_softmax", "proxy_anchor",
                "proxy_nca", "sphereface",
        ]),
        ("teacher and student: it reads a second tensor of scores",
            ["dist_kd", "dkd_loss", "nkd"]),
        ("sums over the batch inside a ratio: overlap of sets",
        [
            "dice_ce_monai", "dice_kornia", "dice_monai", "dice_monai_sigmoid", "dice_nlp", "dice_smp", "focal_tversky_smp",
                "generalized_dice_monai", "jaccard_smp", "tversky_monai",
        ]),
        ("an estimate per class over the batch, a log-sum-exp down the rows and its square",
            ["lade"]),
        ("a temperature of each training example that one step hands to the next: state across steps",
            ["aldr_kl"]),
        ("pairs of classes of one row: it needs a second class axis",
            ["multilabel_margin_loss"]),
        ("it reads distances of pairs and labels of pairs, not scores",
            ["hinge_embedding_loss"]),
        ("it reads probabilities or their logarithms, as they are: losses of this language read the scores before the link",
            ["binary_cross_entropy_prob", "kl_div"]),
        ("a metric of the whole batch",
            ["anyloss_accuracy", "anyloss_balanced_accuracy", "anyloss_fbeta"]),
        ("sorted errors of the whole batch: it needs a sorting driver",
            ["lovasz_hinge", "lovasz_softmax"]),
        ("lists of scores with relevances: it needs a sorting driver and an axis of pairs within a list",
            ["approx_ndcg", "lambda_loss", "listmle", "neural_ndcg", "pointwise_rmse", "ranknet"]),
        ("pairs of answers: it reads log-probabilities of sequences and of a reference model",
            ["cpo", "kto", "orpo"]),
        ("several forward passes of one example",
            ["augmix_jsd"]),
        ("the predictions of the whole batch against each other",
            ["balanced_mse_bmc", "balanced_mse_bni", "balanced_mse_gai", "ghm_c"]),
        ("two predictions per element",
            ["margin_ranking_loss"]),
        ("several experts per example",
            ["sade_diverse_expert"]),
        ("class weights inside the probability that the focal factor reads: a published mistake, kept as a vector and not as a model",
            ["focal_softmax_ldam_drw_weighted"]),
    ];

    /// <summary>Why a loss is not declared, by the name of the vector file.</summary>
    public static IReadOnlyDictionary<string, string> ByLoss { get; } = Groups
        .SelectMany(static group => group.Losses, static (group, loss) => (loss, group.Reason))
        .ToDictionary(static pair => pair.loss, static pair => pair.Reason);
}
