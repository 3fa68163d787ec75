// Autograd nodes whose backward is managed code, and the variables saved for it.
#include "shim.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable.h>

namespace {

using torch::autograd::variable_list;

// Fills `results`, of as many places as the node has edges; null for no gradient. The callee owns the gradients, the caller the results.
using BackwardCallback =
    void (*)(void* owner, at::Tensor** gradients, int64_t count, at::Tensor** results, int64_t result_count);
// The node is gone: the owner lets go of all it holds.
using ReleaseCallback = void (*)(void* owner);

struct ManagedNode final : torch::autograd::Node {
    ManagedNode(void* owner, BackwardCallback backward) : owner(owner), backward(backward) {}

    variable_list apply(variable_list&& inputs) override {
        at::OptionalDeviceGuard guard;
        std::vector<at::Tensor*> gradients;
        gradients.reserve(inputs.size());
        for (const auto& input : inputs) gradients.push_back(wrapped(input));
        std::vector<at::Tensor*> results(num_outputs(), nullptr);
        backward(owner, gradients.data(), static_cast<int64_t>(gradients.size()), results.data(), static_cast<int64_t>(results.size()));
        variable_list output;
        output.reserve(results.size());
        for (auto result : results) {
            output.push_back(unwrapped(result));
            delete result;
        }
        return output;
    }

    void* owner;
    BackwardCallback backward;
};

// Shared while `forward` runs, weak once the graph holds the node.
struct NodeHandle {
    std::shared_ptr<ManagedNode> shared;
    std::weak_ptr<ManagedNode> weak;
};

}  // namespace

SHIM_EXPORT NodeHandle* shim_node_new(void* owner, BackwardCallback backward, ReleaseCallback release) {
    auto handle = new NodeHandle;
    handle->shared = std::shared_ptr<ManagedNode>(new ManagedNode(owner, backward), [release](ManagedNode* node) {
        release(node->owner);
        torch::autograd::deleteNode(node);
    });
    handle->weak = handle->shared;
    return handle;
}

// Lets the graph alone keep the node. The release callback may run in here.
SHIM_EXPORT void shim_node_weaken(NodeHandle* handle) {
    auto last = std::move(handle->shared);
    last.reset();
}

SHIM_EXPORT void shim_node_delete(NodeHandle* handle) { delete handle; }

SHIM_EXPORT bool shim_node_set_edges(NodeHandle* handle, at::Tensor* const* inputs, int64_t count, bool is_executable) {
    return guarded([&] {
        auto node = handle->weak.lock();
        node->set_next_edges(is_executable ? torch::autograd::collect_next_edges(unwrapped(inputs, count)) : torch::autograd::edge_list());
        node->clear_input_metadata();
    });
}

SHIM_EXPORT bool shim_node_wrap_outputs(
    NodeHandle* handle, at::Tensor* const* inputs, int64_t input_count, at::Tensor* const* fixed, int64_t fixed_count,
    at::Tensor* const* dirty, int64_t dirty_count, at::Tensor* const* outputs, int64_t output_count, bool is_executable,
    at::Tensor** out) {
    return guarded([&] {
        std::unordered_set<at::TensorImpl*> not_differentiable, changed;
        for (int64_t i = 0; i < fixed_count; i++) not_differentiable.insert(fixed[i]->unsafeGetTensorImpl());
        for (int64_t i = 0; i < dirty_count; i++) {
            auto tensor = dirty[i]->unsafeGetTensorImpl();
            tensor->bump_version();
            changed.insert(tensor);
        }
        torch::autograd::_jvp_fn_t no_jvp = [](const variable_list&, const variable_list&) -> variable_list {
            TORCH_CHECK(false, "a managed function has no forward-mode derivative");
        };
        auto raw = unwrapped(outputs, output_count);
        auto wrapped_outputs = torch::autograd::_wrap_outputs(
            unwrapped(inputs, input_count), not_differentiable, changed,
            torch::autograd::to_optional(raw), is_executable ? handle->weak.lock() : nullptr, no_jvp);
        for (size_t i = 0; i < wrapped_outputs.size(); i++)
            out[i] = wrapped_outputs[i].has_value() ? wrapped(*wrapped_outputs[i]) : nullptr;
    });
}

SHIM_EXPORT torch::autograd::SavedVariable* shim_saved_new(NodeHandle* handle, const at::Tensor* tensor) {
    torch::autograd::SavedVariable* saved = nullptr;
    guarded([&] {
        bool is_output = tensor->grad_fn().get() == handle->weak.lock().get();
        saved = new torch::autograd::SavedVariable(*tensor, is_output);
    });
    return saved;
}

SHIM_EXPORT void shim_saved_delete(torch::autograd::SavedVariable* saved) { delete saved; }

SHIM_EXPORT bool shim_saved_unpack(const torch::autograd::SavedVariable* saved, NodeHandle* handle, at::Tensor** out) {
    return guarded([&] { *out = wrapped(saved->unpack(handle->weak.lock())); });
}
