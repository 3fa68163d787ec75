using System;

namespace LossDsl;

/// <summary>
/// Marks a property that gives a hyper-parameter (<c>GammaFrom = nameof(Gamma)</c>) as one that training adapts: in the
/// TorchSharp module it is a <c>Parameter</c>, which starts at the value of the property and has a gradient. In the loss
/// itself it stays the number that it is. Class weights, selection and denominators are constants for every gradient, so
/// their hyper-parameters cannot be learnable; nor can one that no attribute reads.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class LearnableAttribute : Attribute;
