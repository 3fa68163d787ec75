// What the three parts of the shim share: the C ABI's types, and how a C++ exception becomes a message.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#define SHIM_EXPORT extern "C" __attribute__((visibility("default")))

// One argument or one result of an operator.
enum class Kind : int64_t { None, Tensor, Int, Double, Bool, IntList, TensorList, OptionalTensorList, String, Device, DoubleList, Generator };

struct Value {
    Kind kind;
    union {
        int64_t integer;
        double real;
        const void* pointer;
    };
    int64_t length;
};

extern thread_local std::string last_error;

// A tensor as managed code holds it: a tensor of its own on the heap, null where undefined.
inline at::Tensor* wrapped(at::Tensor tensor) { return tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr; }

inline at::Tensor unwrapped(const at::Tensor* tensor) { return tensor ? *tensor : at::Tensor(); }

inline std::vector<at::Tensor> unwrapped(at::Tensor* const* tensors, int64_t count) {
    std::vector<at::Tensor> result;
    result.reserve(count);
    for (int64_t i = 0; i < count; i++) result.push_back(unwrapped(tensors[i]));
    return result;
}

// Runs the body; false, with the message kept for this thread, where it throws.
template <class Body>
bool guarded(Body body) {
    try {
        body();
        return true;
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "an exception of unknown type";
    }
    return false;
}
