// Any ATen operator through the dispatcher, boxed: one entry for all of them.
#include "shim.h"

#include <ATen/core/Generator.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>

thread_local std::string last_error;

namespace {

thread_local std::vector<Value> results;

c10::IValue boxed(const Value& value) {
    switch (value.kind) {
        case Kind::None: return {};
        case Kind::Tensor: return unwrapped(static_cast<const at::Tensor*>(value.pointer));
        case Kind::Int: return value.integer;
        case Kind::Double: return value.real;
        case Kind::Bool: return value.integer != 0;
        case Kind::IntList: {
            auto items = static_cast<const int64_t*>(value.pointer);
            return c10::IValue(c10::ArrayRef<int64_t>(items, value.length));
        }
        case Kind::DoubleList: {
            auto items = static_cast<const double*>(value.pointer);
            return c10::IValue(c10::List<double>(c10::ArrayRef<double>(items, value.length)));
        }
        case Kind::TensorList: {
            auto items = static_cast<at::Tensor* const*>(value.pointer);
            c10::List<at::Tensor> list;
            for (int64_t i = 0; i < value.length; i++) list.push_back(unwrapped(items[i]));
            return list;
        }
        case Kind::OptionalTensorList: {
            auto items = static_cast<at::Tensor* const*>(value.pointer);
            c10::List<c10::optional<at::Tensor>> list;
            for (int64_t i = 0; i < value.length; i++)
                list.push_back(items[i] ? c10::optional<at::Tensor>(*items[i]) : c10::nullopt);
            return list;
        }
        case Kind::String: return std::string(static_cast<const char*>(value.pointer), value.length);
        case Kind::Generator: return *static_cast<const at::Generator*>(value.pointer);
        case Kind::Device: return c10::Device(static_cast<c10::DeviceType>(value.integer), static_cast<int8_t>(value.length));
    }
    TORCH_CHECK(false, "an argument of unknown kind ", static_cast<int64_t>(value.kind));
}

void push_tensor(const at::Tensor& tensor) {
    Value value{};
    value.kind = Kind::Tensor;
    value.pointer = wrapped(tensor);
    results.push_back(value);
}

void push(const c10::IValue& from) {
    Value value{};
    if (from.isTensor()) {
        push_tensor(from.toTensor());
        return;
    }
    if (from.isTensorList()) {
        for (const at::Tensor& tensor : from.toTensorVector()) push_tensor(tensor);
        return;
    }
    if (from.isInt()) {
        value.kind = Kind::Int;
        value.integer = from.toInt();
    } else if (from.isDouble()) {
        value.kind = Kind::Double;
        value.real = from.toDouble();
    } else if (from.isBool()) {
        value.kind = Kind::Bool;
        value.integer = from.toBool();
    } else {
        TORCH_CHECK(from.isNone(), "a result of type ", from.tagKind());
    }
    results.push_back(value);
}

}  // namespace

SHIM_EXPORT const char* shim_last_error() { return last_error.c_str(); }

// The operator's handle, which lives as long as the process; null where there is none of that name.
SHIM_EXPORT void* shim_operator(const char* name, const char* overload) {
    void* found = nullptr;
    guarded([&] {
        auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
        TORCH_CHECK(handle.has_value(), "no operator ", name, ".", overload);
        found = new c10::OperatorHandle(*handle);
    });
    return found;
}

// Calls the operator. The results, lists laid out flat, stay readable on this thread until the next call; with
// `discard` (operators in place, which return their first argument) there are none.
SHIM_EXPORT int64_t shim_call(const void* op, const Value* arguments, int64_t count, int64_t discard, const Value** out) {
    bool done = guarded([&] {
        auto& handle = *static_cast<const c10::OperatorHandle*>(op);
        auto expected = static_cast<int64_t>(handle.schema().arguments().size());
        TORCH_CHECK(count == expected, handle.operator_name(), " takes ", expected, " arguments, not ", count);
        torch::jit::Stack stack;
        stack.reserve(count);
        for (int64_t i = 0; i < count; i++) stack.push_back(boxed(arguments[i]));
        handle.callBoxed(&stack);
        // Callbacks into managed code may have called operators of their own meanwhile, so the list is cleared only here.
        results.clear();
        if (!discard)
            for (const auto& result : stack) push(result);
    });
    *out = results.data();
    return done ? static_cast<int64_t>(results.size()) : -1;
}
