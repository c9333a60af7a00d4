#include "app/cli/image_stream.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "core/analysis/decision.h"
#include "core/values/content.h"
#include "core/values/failure.h"
#include "datasets/fit.h"
#include "datasets/folder/walk.h"
#include "datasets/format.h"
#include "datasets/load.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

/// One thing named: image files, or a set where there are none.
struct Source {
    std::string what;
    std::vector<std::string> files = {};
};

/// The files of a folder, evenly as a set of them would be.
std::vector<std::string> filesIn(const fs::path& folder, const StreamOptions& options) {
    const auto walked = walkFolder(folder, {.stop = options.stop});
    std::vector<std::string> files;
    if (!walked) return files;
    const auto count = static_cast<std::int64_t>(walked->files.size());
    for (const auto i : evenIndices(count, options.limit))
        files.push_back((folder / walked->files[static_cast<std::size_t>(i)]).string());
    return files;
}

Source sourceOf(const std::string& what, const StreamOptions& options) {
    std::error_code error;
    if (!fs::exists(what, error)) return {.what = what};
    const auto head = readHead(what);
    const auto* format = detectFormat(head);
    if (format && format->id == "image_file") return {.what = what, .files = {what}};
    if (format && format->id == "image_folder") return {.what = what, .files = filesIn(what, options)};
    return {.what = what};
}

/// Reads sources one after the other and hands out full batches.
class Stream {
  public:
    Stream(const StreamOptions& options, const StreamSink& sink) : m_options(options), m_sink(sink) {}

    void expect(std::size_t files) { m_total += static_cast<std::int64_t>(files); }

    bool addFile(const std::string& file) {
        try {
            m_waiting.push_back(loadImage(file));
            if (m_waiting.back().bytes.empty()) m_waiting.pop_back();
        } catch (const DataError& error) {
            m_sink.unreadable(error.what());
            ++m_done;
        }
        return static_cast<std::int64_t>(m_waiting.size()) < m_options.batch || flush();
    }

    bool addSet(const std::string& what) {
        std::optional<ImageSet> set;
        try {
            set = loadImageSet(what, {.limit = m_options.limit,
                                      .round = m_options.round,
                                      .stop = m_options.stop,
                                      .board = m_options.board});
        } catch (const DataError& error) {
            m_sink.unreadable(error.what());
            return true;
        }
        if (!set) return false;
        m_total += set->count;
        return addBatches(*set);
    }

    /// What is left.
    bool flush() {
        if (m_waiting.empty()) return !m_options.stop.stop_requested();
        const auto batch = batchOf(m_waiting, m_options.shape);
        m_waiting.clear();
        return hand(batch);
    }

  private:
    bool addBatches(const ImageSet& set) {
        for (std::int64_t first = 0; first < set.count; first += m_options.batch) {
            std::vector<std::int64_t> places;
            for (auto i = first; i < std::min(first + m_options.batch, set.count); ++i) places.push_back(i);
            const auto batch = set.part(places);
            if (!hand(batch.shape == m_options.shape ? batch : fitToShape(batch, m_options.shape)))
                return false;
        }
        return true;
    }

    bool hand(const ImageSet& batch) {
        if (m_options.stop.stop_requested() || !m_sink.take(batch)) return false;
        m_done += batch.count;
        if (m_options.board) m_options.board->post(progress());
        return true;
    }

    [[nodiscard]] Progress progress() const {
        const double seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
        const double rate = seconds > 0 ? static_cast<double>(m_done) / seconds : 0;
        const auto left = static_cast<double>(m_total - m_done);
        return {.stage = "judging images",
                .done = m_done,
                .total = m_total,
                .imagesPerSecond = rate,
                .secondsLeft = rate > 0 ? left / rate : -1};
    }

    using Clock = std::chrono::steady_clock;
    const StreamOptions& m_options;
    const StreamSink& m_sink;
    std::vector<Image> m_waiting;
    std::int64_t m_done = 0, m_total = 0;
    Clock::time_point m_start = Clock::now();
};

}  // namespace

bool streamImages(const std::vector<std::string>& what, const StreamOptions& options,
                  const StreamSink& sink) {
    Stream stream(options, sink);
    std::vector<Source> sources;
    for (const auto& one : what) {
        try {
            sources.push_back(sourceOf(one, options));
            stream.expect(sources.back().files.size());
        } catch (const DataError& error) {
            sink.unreadable(error.what());
        }
    }
    for (const auto& source : sources) {
        for (const auto& file : source.files)
            if (options.stop.stop_requested() || !stream.addFile(file)) return false;
        if (source.files.empty() && !(stream.flush() && stream.addSet(source.what))) return false;
    }
    return stream.flush();
}

}  // namespace nescio
