using System.Runtime.CompilerServices;
using VerifyTests;

namespace LossDsl.Generators.Tests;

/// <summary>Tells the Verify package how to print what generators produce.</summary>
internal static class Initialization
{
    [ModuleInitializer]
    public static void Run() => VerifySourceGenerators.Initialize();
}
