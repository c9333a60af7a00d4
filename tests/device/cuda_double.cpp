// A stand-in for CUDA where there is no card: tensors that say "cuda" and lie in this machine's memory. Every
// kernel is the CPU's, on copies, but refuses what a card would refuse: tensors of both devices in one
// operation, a generator of the CPU. Linked into a program whose LibTorch has no CUDA half, it makes
// `--device cuda` run as it is, steps that are recorded and played again included; what it cannot show is
// what cuDNN and the like compute, and in which order.
#include <atomic>
#include <cstdlib>
#include <functional>
#include <vector>

#include <ATen/EmptyTensor.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/native/CPUFallback.h>
#include <ATen/ops/_reshape_alias_native.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/resize_native.h>
#include <ATen/ops/view_native.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/library.h>
#include <torch/version.h>

#include "core/math/repeated_work.h"

// LibTorch 2 made allocation non-const, renamed a hook or two, and lets c10::optional be std::optional.
#define NESCIO_TORCH_2 (TORCH_VERSION_MAJOR >= 2)

namespace {

const c10::Device kCard(c10::kCUDA, 0);
constexpr c10::DispatchKeySet kKeys(c10::DispatchKey::CUDA);

/// This machine's memory, up to a budget: beyond it the card is full.
class CardMemory : public c10::Allocator {
  public:
#if NESCIO_TORCH_2
    c10::DataPtr allocate(std::size_t bytes) override {
        return take(bytes);
    }
    void copy_data(void* to, const void* from, std::size_t bytes) const override {
        std::memcpy(to, from, bytes);
    }
#else
    c10::DataPtr allocate(std::size_t bytes) const override {
        return take(bytes);
    }
#endif

  private:
    static constexpr std::size_t kBudget = std::size_t{1} << 30;
    static constexpr std::size_t kHead = 64;  // holds the size; keeps what follows aligned

    static c10::DataPtr take(std::size_t bytes) {
        if (s_used.fetch_add(bytes) + bytes > kBudget) {
            s_used -= bytes;
            TORCH_CHECK_WITH(OutOfMemoryError, false, "CUDA out of memory. Tried to allocate ", bytes,
                             " bytes");
        }
        auto* base =
            static_cast<std::byte*>(std::aligned_alloc(kHead, (bytes + 2 * kHead - 1) / kHead * kHead));
        TORCH_CHECK_WITH(OutOfMemoryError, base, "the double of a card: this machine is out of memory");
        *reinterpret_cast<std::size_t*>(base) = bytes;
        return {base + kHead, base, giveBack, kCard};
    }
    static void giveBack(void* base) {
        s_used -= *static_cast<std::size_t*>(base);
        std::free(base);
    }

    static inline std::atomic<std::size_t> s_used{0};
};

CardMemory& memory() {
    static CardMemory memory;
    return memory;
}

/// The same numbers as a tensor of the CPU.
at::Tensor onHost(const at::Tensor& tensor) {
    if (!tensor.is_cuda()) return tensor;
    return at::from_blob(tensor.data_ptr(), tensor.sizes(), tensor.strides(),
                         tensor.options().device(at::kCPU));
}

at::Tensor empty(at::IntArrayRef sizes, c10::optional<at::ScalarType> type, c10::optional<at::Layout>,
                 c10::optional<at::Device>, c10::optional<bool>, c10::optional<at::MemoryFormat> format) {
    return at::detail::empty_generic(sizes, &memory(), kKeys, type.value_or(at::kFloat), format);
}

at::Tensor emptyStrided(at::IntArrayRef sizes, at::IntArrayRef strides, c10::optional<at::ScalarType> type,
                        c10::optional<at::Layout>, c10::optional<at::Device>, c10::optional<bool>) {
    return at::detail::empty_strided_generic(sizes, strides, &memory(), kKeys, type.value_or(at::kFloat));
}

/// What a card was given to do while it was recorded.
std::vector<std::function<void()>>* s_tape = nullptr;
/// Set while an operation is at work, whose own copies are none of the program's.
thread_local bool t_within = false;

struct Within {
    Within() { t_within = true; }
    ~Within() { t_within = false; }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;
};

void refuseWhileRecording(const char* what) {
    TORCH_CHECK(!s_tape, "operation not permitted when stream is capturing: ", what);
}

/// The one operation that may see both devices.
at::Tensor& copy(at::Tensor& to, const at::Tensor& from, bool) {
    if (!t_within && s_tape) {
        if (!to.is_cuda() || !from.is_cuda()) refuseWhileRecording("a copy from one device to the other");
        s_tape->emplace_back([to, from] { onHost(to).copy_(onHost(from)); });
    }
    onHost(to).copy_(onHost(from));
    return to;
}

at::Tensor copyFrom(const at::Tensor& from, const at::Tensor& to, bool) {
    onHost(to).copy_(onHost(from));
    return to;
}

at::Tensor copyFromAndResize(const at::Tensor& from, const at::Tensor& to) {
    to.resize_(from.sizes());
    onHost(to).copy_(onHost(from));
    return to;
}

/// A card takes single numbers of the CPU in plain arithmetic; LibTorch's own gradients use that.
bool takesNumbers(const std::string& operation) {
    for (const char* name : {"aten::add", "aten::sub", "aten::mul", "aten::div"})
        if (operation == name) return true;
    return false;
}

void requireOnCard(const c10::OperatorHandle& op, const at::Tensor& tensor) {
    if (!tensor.defined() || tensor.is_cuda() || tensor.unsafeGetTensorImpl()->is_wrapped_number()) return;
    if (tensor.dim() == 0 && takesNumbers(op.schema().name())) return;
    TORCH_CHECK(false, "Expected all tensors to be on the same device, found cuda and ", tensor.device(),
                " in ", op.schema().name());
}

void runOnHost(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
    const Within within;
    at::native::cpu_fallback(op, stack);
}

/// The operation once more, its results where they were the first time.
void repeat(const c10::OperatorHandle& op, const torch::jit::Stack& arguments,
            const torch::jit::Stack& results) {
    auto stack = arguments;
    runOnHost(op, &stack);
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!results[i].isTensor() || !results[i].toTensor().defined()) continue;
        const auto &to = results[i].toTensor(), &from = stack[i].toTensor();
        if (!to.is_same(from)) onHost(to).copy_(onHost(from));
    }
}

void recordOrRun(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
    const auto count = op.schema().arguments().size();
    const auto last = torch::jit::last(*stack, count);
    torch::jit::Stack arguments(last.begin(), last.end());
    runOnHost(op, stack);
    if (!s_tape) return;
    const auto& name = op.schema().name();
    for (const char* reads :
         {"aten::_local_scalar_dense", "aten::nonzero", "aten::equal", "aten::masked_select"})
        if (name == reads) refuseWhileRecording(reads);
    const auto made = torch::jit::last(*stack, op.schema().returns().size());
    torch::jit::Stack results(made.begin(), made.end());
    s_tape->emplace_back([op, arguments = std::move(arguments), results = std::move(results)] {
        repeat(op, arguments, results);
    });
}

/// Any other operation: the CPU's, once it is sure that a card could do it.
void onlyOnCard(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
    for (const auto& argument : torch::jit::last(*stack, op.schema().arguments().size())) {
        if (argument.isTensor()) requireOnCard(op, argument.toTensor());
        if (argument.isTensorList())
            for (const at::Tensor& tensor : argument.toTensorVector()) requireOnCard(op, tensor);
        if (argument.isOptionalTensorList())
            for (const c10::optional<at::Tensor> tensor : argument.toOptionalTensorList())
                if (tensor) requireOnCard(op, *tensor);
        if (argument.isGenerator())
            TORCH_CHECK(argument.toGenerator().device().is_cuda(),
                        "Expected a 'cuda' device type for generator in ", op.schema().name());
    }
    recordOrRun(op, stack);
}

/// A graph's double: the operations of the first run, repeated on the same tensors. The first run is made
/// while it is recorded, so the first replay has nothing left to do.
class Tape : public nescio::DeviceRecording {
  public:
    explicit Tape(const std::function<void()>& work) {
        s_tape = &m_operations;
        try {
            work();
        } catch (...) {
            s_tape = nullptr;
            throw;
        }
        s_tape = nullptr;
    }
    void replay() override {
        const c10::impl::ExcludeDispatchKeyGuard noGradients(c10::autograd_dispatch_keyset);
        if (m_played)
            for (const auto& operation : m_operations) operation();
        m_played = true;
    }

  private:
    std::vector<std::function<void()>> m_operations;
    bool m_played = false;
};

[[maybe_unused]] const bool kRecords = [] {
    nescio::cudaRecorder() = [](const std::function<void()>& work) { return std::make_unique<Tape>(work); };
    return true;
}();

const c10::Stream kStream(c10::Stream::DEFAULT, kCard);

/// One card with one stream.
struct CardGuard final : c10::impl::DeviceGuardImplInterface {
    // NOLINTNEXTLINE(readability-identifier-naming): what registers it asks for this name
    static constexpr c10::DeviceType static_type = c10::kCUDA;
    c10::DeviceType type() const override { return static_type; }
    c10::Device exchangeDevice(c10::Device) const override { return kCard; }
    c10::Device getDevice() const override { return kCard; }
    void setDevice(c10::Device) const override {}
    void uncheckedSetDevice(c10::Device) const noexcept override {}
    c10::Stream getStream(c10::Device) const noexcept override { return kStream; }
    c10::Stream getDefaultStream(c10::Device) const override { return kStream; }
    c10::Stream exchangeStream(c10::Stream) const noexcept override { return kStream; }
    c10::DeviceIndex deviceCount() const noexcept override { return 1; }
};

TORCH_LIBRARY_IMPL(_, CUDA, m) {
    m.fallback(torch::CppFunction::makeFromBoxedFunction<&onlyOnCard>());
}

TORCH_LIBRARY_IMPL(aten, CUDA, m) {
    m.impl("empty.memory_format", empty);
    m.impl("empty_strided", emptyStrided);
    m.impl("copy_", copy);
    m.impl("_copy_from", copyFrom);
    m.impl("_copy_from_and_resize", copyFromAndResize);
    m.impl("as_strided", at::native::as_strided_tensorimpl);
    m.impl("view", static_cast<at::Tensor (*)(const at::Tensor&, at::IntArrayRef)>(at::native::view));
    m.impl("_reshape_alias", at::native::_reshape_alias);
    m.impl("resize_", at::native::resize_);
}

}  // namespace

C10_REGISTER_GUARD_IMPL(CUDA, CardGuard)

namespace at {

/// Says that there is a card.
struct CardHooks : CUDAHooksInterface {
    explicit CardHooks(CUDAHooksArgs) {}
    bool hasCUDA() const override { return true; }
    int getNumGPUs() const override { return 1; }
#if NESCIO_TORCH_2
    void deviceSynchronize(DeviceIndex) const override {}
    void init() const override {}
    bool isBuilt() const override {
        return true;
    }
    bool isAvailable() const override {
        return true;
    }
    DeviceIndex deviceCount() const override {
        return 1;
    }
    DeviceIndex current_device() const override {
        return 0;
    }
    bool hasPrimaryContext(DeviceIndex) const override {
        return true;
    }
#else
    void deviceSynchronize(std::int64_t) const override {}
    void initCUDA() const override {}
    std::int64_t current_device() const override {
        return 0;
    }
    bool hasPrimaryContext(std::int64_t) const override {
        return true;
    }
#endif
};

C10_REGISTER_TYPED_CLASS(CUDAHooksRegistry, "CUDAHooks", CardHooks)

}  // namespace at
