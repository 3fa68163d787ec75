using System;

namespace TorchSharp.Utils;

/// <summary>The name that a field's component has in a module, where it is not the field's own.</summary>
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
