using System;

namespace VerifyXunit;

/// <summary>A text differs from its snapshot.</summary>
public sealed class VerifyException(string message) : Exception(message);
