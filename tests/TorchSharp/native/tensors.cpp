// What is asked of a tensor, or of the library, that is not an operator.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/grad_mode.h>
#include <torch/csrc/autograd/variable.h>

SHIM_EXPORT void shim_tensor_dispose(at::Tensor* t) { delete t; }
SHIM_EXPORT at::Tensor* shim_tensor_copy(const at::Tensor* t) { return new at::Tensor(*t); }
SHIM_EXPORT int64_t shim_tensor_dim(const at::Tensor* t) { return t->dim(); }
SHIM_EXPORT int64_t shim_tensor_numel(const at::Tensor* t) { return t->numel(); }
SHIM_EXPORT int64_t shim_tensor_element_size(const at::Tensor* t) { return static_cast<int64_t>(t->element_size()); }
SHIM_EXPORT int64_t shim_tensor_dtype(const at::Tensor* t) { return static_cast<int64_t>(t->scalar_type()); }
SHIM_EXPORT int64_t shim_tensor_device_type(const at::Tensor* t) { return static_cast<int64_t>(t->device().type()); }
SHIM_EXPORT int64_t shim_tensor_device_index(const at::Tensor* t) { return t->device().index(); }
SHIM_EXPORT int64_t shim_tensor_is_leaf(const at::Tensor* t) { return t->is_leaf(); }
SHIM_EXPORT int64_t shim_tensor_is_sparse(const at::Tensor* t) { return t->is_sparse(); }
SHIM_EXPORT int64_t shim_tensor_requires_grad(const at::Tensor* t) { return t->requires_grad(); }
SHIM_EXPORT int64_t shim_tensor_is_contiguous(const at::Tensor* t) { return t->is_contiguous(); }

SHIM_EXPORT void shim_tensor_sizes(const at::Tensor* t, int64_t* into) {
    auto sizes = t->sizes();
    std::copy(sizes.begin(), sizes.end(), into);
}

SHIM_EXPORT bool shim_tensor_strides(const at::Tensor* t, int64_t* into) {
    return guarded([&] {
        auto strides = t->strides();
        std::copy(strides.begin(), strides.end(), into);
    });
}

SHIM_EXPORT bool shim_tensor_storage(const at::Tensor* t, int64_t* offset, void** base, int64_t* bytes) {
    return guarded([&] {
        *offset = t->storage_offset();
        *base = t->storage().data();
        *bytes = static_cast<int64_t>(t->storage().nbytes());
    });
}

// The address of the first element.
SHIM_EXPORT bool shim_tensor_data(const at::Tensor* t, void** data) {
    return guarded([&] { *data = t->data_ptr(); });
}

// A tensor over memory that is not its own; `release` is told, with `owner`, when nothing refers to it any more.
SHIM_EXPORT bool shim_tensor_over(
    void* data, const int64_t* sizes, int64_t dims, int64_t dtype, void* owner, void (*release)(void*), at::Tensor** out) {
    return guarded([&] {
        *out = wrapped(at::from_blob(
            data, c10::IntArrayRef(sizes, dims), [owner, release](void*) { release(owner); }, static_cast<at::ScalarType>(dtype)));
    });
}

SHIM_EXPORT bool shim_tensor_set_requires_grad(at::Tensor* t, bool value) {
    return guarded([&] { t->set_requires_grad(value); });
}

SHIM_EXPORT bool shim_tensor_retain_grad(at::Tensor* t) {
    return guarded([&] { t->retain_grad(); });
}

SHIM_EXPORT bool shim_tensor_grad(const at::Tensor* t, at::Tensor** out) {
    return guarded([&] { *out = wrapped(t->grad()); });
}

SHIM_EXPORT bool shim_tensor_set_grad(at::Tensor* t, const at::Tensor* grad) {
    return guarded([&] { t->mutable_grad() = unwrapped(grad); });
}

SHIM_EXPORT bool shim_autograd_backward(
    at::Tensor* const* tensors, int64_t tensor_count, at::Tensor* const* grads, int64_t grad_count,
    at::Tensor* const* inputs, int64_t input_count, bool retain_graph, bool create_graph) {
    return guarded([&] {
        torch::autograd::backward(
            unwrapped(tensors, tensor_count), unwrapped(grads, grad_count), retain_graph, create_graph,
            unwrapped(inputs, input_count));
    });
}

// The gradients go to `out`, one per input, null where an input is not reached.
SHIM_EXPORT bool shim_autograd_grad(
    at::Tensor* const* outputs, int64_t output_count, at::Tensor* const* grads, int64_t grad_count,
    at::Tensor* const* inputs, int64_t input_count, bool retain_graph, bool create_graph, bool allow_unused, at::Tensor** out) {
    return guarded([&] {
        auto result = torch::autograd::grad(
            unwrapped(outputs, output_count), unwrapped(inputs, input_count), unwrapped(grads, grad_count),
            retain_graph, create_graph, allow_unused);
        for (size_t i = 0; i < result.size(); i++) out[i] = wrapped(result[i]);
    });
}

SHIM_EXPORT bool shim_grad_mode() { return c10::GradMode::is_enabled(); }
SHIM_EXPORT void shim_set_grad_mode(bool enabled) { c10::GradMode::set_enabled(enabled); }
SHIM_EXPORT int64_t shim_threads() { return at::get_num_threads(); }

SHIM_EXPORT bool shim_set_threads(int64_t count) {
    return guarded([&] { at::set_num_threads(static_cast<int>(count)); });
}

SHIM_EXPORT bool shim_manual_seed(int64_t seed) {
    return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

SHIM_EXPORT at::Generator* shim_generator_new(int64_t seed) {
    return new at::Generator(at::detail::createCPUGenerator(static_cast<uint64_t>(seed)));
}

SHIM_EXPORT at::Generator* shim_generator_default() { return new at::Generator(at::detail::getDefaultCPUGenerator()); }
SHIM_EXPORT void shim_generator_delete(at::Generator* generator) { delete generator; }

SHIM_EXPORT void shim_generator_seed(at::Generator* generator, int64_t seed) {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_current_seed(static_cast<uint64_t>(seed));
}

SHIM_EXPORT int64_t shim_generator_initial_seed(const at::Generator* generator) {
    return static_cast<int64_t>(generator->current_seed());
}
