using System;

namespace LossDsl;

/// <summary>
/// Scores: the Taylor softmax p_k = (1 + z_k + ½ z_k²)/Σ_j (1 + z_j + ½ z_j²), the exponential replaced by its series of second
/// order (de Brébisson &amp; Vincent 2016, arXiv:1511.05042). It acts as adjusted scores s_k = log(1 + z_k + ½ z_k²) under the
/// softmax, after temperatures and before <see cref="LogitAdjustmentAttribute"/>; what reads the adjusted scores reads these.
/// A numerator is least at z = −1, where it is ½, and grows again below: very negative scores are no sign of absence, except −∞,
/// which masks a class as ever. The square must be finite: scores below 1e19 in magnitude in single precision, 1e154 in double.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaylorSoftmaxAttribute : Attribute;
