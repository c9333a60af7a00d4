#include "core/math/parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <ATen/Parallel.h>

#include "core/math/tensor.h"

namespace nescio {
namespace {

thread_local bool t_withinPiece = false;

/// Pieces to be done, shared with whoever helps. A helper that comes late finds none left and keeps nobody.
class Pieces {
  public:
    Pieces(std::int64_t count, const std::function<void(std::int64_t)>& work)
        : m_count(count), m_work(work), m_gradients(torch::GradMode::is_enabled()), m_left(count) {}

    void take() {
        const torch::AutoGradMode mode(m_gradients);
        t_withinPiece = true;
        for (auto piece = m_next++; piece < m_count; piece = m_next++) take(piece);
        t_withinPiece = false;
    }
    /// Waits for pieces that others took; throws what went wrong.
    void finish() {
        std::unique_lock lock(m_mutex);
        m_allDone.wait(lock, [this] { return m_left == 0; });
        if (m_error) std::rethrow_exception(m_error);
    }

  private:
    void take(std::int64_t piece) {
        std::exception_ptr error;
        if (!m_failed) try {
                m_work(piece);
            } catch (...) {
                error = std::current_exception();
                m_failed = true;
            }
        const std::lock_guard lock(m_mutex);
        if (error && (!m_error || piece < m_errorAt)) {
            m_error = error;
            m_errorAt = piece;
        }
        if (--m_left == 0) m_allDone.notify_all();
    }

    std::int64_t m_count;
    const std::function<void(std::int64_t)>& m_work;  ///< there until m_left is 0, and not read after that
    bool m_gradients;
    std::atomic<std::int64_t> m_next{0};
    std::atomic<bool> m_failed{false};

    std::mutex m_mutex;
    std::condition_variable m_allDone;
    std::int64_t m_left;
    std::exception_ptr m_error;
    std::int64_t m_errorAt = 0;
};

/// Threads that help the one that owns them.
class Helpers {
  public:
    explicit Helpers(int threads) {
        for (int i = 0; i < threads; ++i)
            m_threads.emplace_back([this](const std::stop_token& stop) { help(stop); });
    }
    [[nodiscard]] int count() const { return static_cast<int>(m_threads.size()); }

    void call(std::shared_ptr<Pieces> pieces) {
        {
            const std::lock_guard lock(m_mutex);
            m_pieces = std::move(pieces);
            ++m_calls;
        }
        m_called.notify_all();
    }

  private:
    void help(const std::stop_token& stop) {
        at::set_num_threads(1);
        at::globalContext().setFlushDenormal(true);
        std::unique_lock lock(m_mutex);
        for (std::int64_t seen = 0; m_called.wait(lock, stop, [&] { return m_calls != seen; });) {
            seen = m_calls;
            const auto pieces = m_pieces;
            lock.unlock();
            pieces->take();
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_called;
    std::shared_ptr<Pieces> m_pieces;
    std::int64_t m_calls = 0;
    std::vector<std::jthread> m_threads;  // last: they use the others
};

/// Operators of the calling thread use it alone, as long as this lives.
class OneThread {
  public:
    explicit OneThread(int before) : m_before(before) {
        if (m_before != 1) at::set_num_threads(1);
    }
    ~OneThread() {
        if (m_before != 1) at::set_num_threads(m_before);
    }
    OneThread(const OneThread&) = delete;
    OneThread& operator=(const OneThread&) = delete;

  private:
    int m_before;
};

Helpers& helpersOfThisThread(int count) {
    thread_local std::unique_ptr<Helpers> helpers;
    if (!helpers || helpers->count() != count) helpers = std::make_unique<Helpers>(count);
    return *helpers;
}

}  // namespace

void inParallel(std::int64_t count, const std::function<void(std::int64_t)>& work) {
    if (t_withinPiece) {
        for (std::int64_t piece = 0; piece < count; ++piece) work(piece);
        return;
    }
    const int threads = at::get_num_threads();
    const OneThread alone(threads);
    const auto pieces = std::make_shared<Pieces>(count, work);
    if (threads > 1 && count > 1) helpersOfThisThread(threads - 1).call(pieces);
    pieces->take();
    pieces->finish();
}

}  // namespace nescio
