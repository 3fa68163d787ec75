using System;
using LossDsl.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>Checks types, devices and shapes of the tensors of a call; their values are looked at by what computes with them.</summary>
internal static class TensorCheck
{
    /// <summary>Throws if a tensor has been disposed, or has no memory of its elements.</summary>
    public static void Usable(string name, Tensor tensor)
    {
        if (tensor.IsInvalid)
            throw new ArgumentException($"{name} has been disposed.", name);
        if (tensor.is_sparse)
            throw new ArgumentException($"{name} is sparse; pass {name}.to_dense().", name);
    }

    /// <summary>Throws if a tensor has a shape and nothing else.</summary>
    public static void HasValues(string name, Tensor tensor)
    {
        if (tensor.device_type == DeviceType.META)
            throw new ArgumentException($"{name} is on meta, where tensors have no values; pass one of another device.", name);
    }

    /// <summary>Throws unless everything fits the loss and the input.</summary>
    public static void Run(LossPlan plan, Placement placement, CallTensors tensors)
    {
        var input = tensors.Input;
        Constant("target", tensors.Target, input);
        PerRow("sample_weights", tensors.SampleWeights, placement, input);
        if (tensors.ElementWeights is not null && !plan.Elementwise)
            throw Useless(plan, "element_weights", "has no loss per element (weights per row are sample_weights)");
        PerElement("element_weights", tensors.ElementWeights, placement, input, constant: true);
        Mask(plan, placement, tensors.Mask, input);
        foreach (var given in TensorInput.All)
        {
            if (given.Row is { Required: true } row)
                Required(plan, row, given.Name, tensors[row.Input], placement, input);
        }

        foreach (var buffer in tensors.Buffers)
        {
            if (buffer is not null)
                OnDevice("a buffer of the module", buffer, input);
        }
    }

    private static void Required(LossPlan plan, InputRow row, string name, Tensor? tensor, Placement placement, Tensor input)
    {
        if (plan.Requires(row.Input) && tensor is null)
            throw new ArgumentException($"{plan.Name} needs {name} with every call (LossOptions.{row.Input}).", name);
        if (!plan.Requires(row.Input) && tensor is not null)
            throw Useless(plan, name, "does not use it");
        if (row.IsMask)
            ClassMask(placement, tensor, input);
        else if (row.PerRow)
            PerRow(name, tensor, placement, input);
        else
            PerElement(name, tensor, placement, input, constant: row.Gradient is null);
    }

    private static void PerRow(string name, Tensor? tensor, Placement placement, Tensor input)
    {
        if (tensor is null)
            return;
        Floating(name, tensor);
        Constant(name, tensor, input);
        if (!placement.HasRows(tensor))
            throw WrongShape(name, tensor, $"{Placement.Text(placement.RowShape)}, one number per row");
    }

    private static void PerElement(string name, Tensor? tensor, Placement placement, Tensor input, bool constant)
    {
        if (tensor is null)
            return;
        Floating(name, tensor);
        if (constant)
            Constant(name, tensor, input);
        else
            OnDevice(name, tensor, input);
        if (!placement.HasElements(tensor))
            throw WrongShape(name, tensor, $"{Placement.Text(placement.InputShape)}, the shape of the input");
    }

    private static void Mask(LossPlan plan, Placement placement, Tensor? mask, Tensor input)
    {
        if (mask is null)
            return;
        Boolean("mask", mask, input);
        if (!placement.HasRows(mask) && !(plan.Elementwise && placement.HasElements(mask)))
            throw WrongShape("mask", mask,
                Placement.Text(placement.RowShape)
                    + (plan.Elementwise ? $" or {Placement.Text(placement.InputShape)}" : ", one entry per row"));
    }

    private static void ClassMask(Placement placement, Tensor? mask, Tensor input)
    {
        if (mask is null)
            return;
        Boolean("class_mask", mask, input);
        if (!placement.HasElements(mask) && !(mask.ndim == 1 && mask.shape[0] == placement.Classes))
            throw WrongShape("class_mask", mask, $"({placement.Classes}) or {Placement.Text(placement.InputShape)}");
    }

    private static void Boolean(string name, Tensor tensor, Tensor input)
    {
        if (tensor.dtype != ScalarType.Bool)
            throw new ArgumentException($"{name} is of type {tensor.dtype}; it must be Bool.", name);
        OnDevice(name, tensor, input);
    }

    /// <summary>Throws unless a tensor has a floating type that engines know.</summary>
    public static void Floating(string name, Tensor tensor)
    {
        if (tensor.dtype is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16))
            throw new ArgumentException($"{name} is of type {tensor.dtype}; it must be Float32, Float64, Float16 or BFloat16.", name);
    }

    private static void Constant(string name, Tensor tensor, Tensor input)
    {
        OnDevice(name, tensor, input);
        if (tensor.requires_grad && is_grad_enabled())
            throw new ArgumentException(
                $"{name} requires a gradient, and the loss has none with respect to it; give {name}.detach() to make it a constant.", name);
    }

    private static void OnDevice(string name, Tensor tensor, Tensor input)
    {
        if (tensor.device_type != input.device_type || tensor.device_index != input.device_index)
            throw new ArgumentException($"{name} is on {tensor.device}, input on {input.device}; they must be on one device.", name);
    }

    private static ArgumentException WrongShape(string name, Tensor tensor, string expected)
        => new($"{name} has shape {Placement.Text(tensor.shape)}; it must be {expected}.", name);

    private static ArgumentException Useless(LossPlan plan, string name, string reason)
        => new($"{name} is given, but {plan.Name} {reason}: it would have no effect.", name);
}
