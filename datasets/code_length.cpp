#include "datasets/code_length.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/kind_lookup.h"
#include "datasets/decode.h"

namespace nescio {
namespace {

constexpr std::uint8_t kConstant = 128;
constexpr std::int64_t kReportEvery = 64;

/// The codecs that a build may have, and what gives them.
struct CodeLibrary {
    const char* id;
    const char* library;
    const char* package;
};
constexpr CodeLibrary kCodeLibraries[] = {
    {"jpeg_xl", "libjxl", "libjxl-dev"}, {"png", "libpng", "libpng-dev"}, {"webp", "libwebp", "libwebp-dev"}};

void checkCodable(const CodeKind& kind, const ImageShape& shape, std::size_t bytes) {
    if ((shape.channels != 1 && shape.channels != 3) || shape.height < 1 || shape.width < 1)
        throw UnsupportedError(fmt::format("{}: expected an image of 1 or 3 channels with pixels, found {}",
                                           kind.title, toText(shape)));
    if (bytes != static_cast<std::size_t>(shape.dims()))
        throw ShapeError(fmt::format("{}: expected {} bytes for an image of {}, found {}", kind.title,
                                     shape.dims(), toText(shape), bytes));
}

std::vector<std::uint8_t> codeOf(const CodeKind& kind, const ImageShape& shape,
                                 std::span<const std::uint8_t> bytes) {
    try {
        return kind.encode(pixelsOf(shape, bytes));
    } catch (const Error& error) {
        throw UnsupportedError(fmt::format("{}: expected an image that {} can encode, found {} ({})",
                                           kind.title, kind.library, toText(shape), error.what()));
    }
}

/// Whether the code gives the image back; a grey one may come back as three equal planes.
bool givesBack(std::span<const std::uint8_t> code, const ImageShape& shape,
               std::span<const std::uint8_t> bytes) {
    Image image;
    try {
        image = decodeImage(code, "code");
    } catch (const ImageError&) {
        return false;
    }
    if (image.shape.height != shape.height || image.shape.width != shape.width) return false;
    for (std::size_t at = 0; at < image.bytes.size(); at += bytes.size())
        if (!std::equal(bytes.begin(), bytes.end(), image.bytes.begin() + static_cast<std::ptrdiff_t>(at)))
            return false;
    return image.bytes.size() % bytes.size() == 0;
}

/// The images of a set, shared out one by one among threads.
class SetCoding {
  public:
    SetCoding(const CodeKind& kind, const ImageSet& set, const CodeLengthOptions& options)
        : m_kind(kind), m_set(set), m_options(options), m_lengths(static_cast<std::size_t>(set.count)) {}

    std::optional<std::vector<std::int64_t>> run() {
        {
            std::vector<std::jthread> others;
            for (int i = 1; i < m_options.threads; ++i) others.emplace_back([this] { work(); });
            work();
        }
        if (m_failure) std::rethrow_exception(m_failure);
        if (m_done < m_set.count) return std::nullopt;
        return std::move(m_lengths);
    }

  private:
    void work() {
        while (!m_options.stop.stop_requested() && !m_failed) {
            const auto i = m_next++;
            if (i >= m_set.count) return;
            codeOne(i);
        }
    }
    void codeOne(std::int64_t i) {
        try {
            m_lengths[static_cast<std::size_t>(i)] = codeLength(m_kind, m_set.shape, m_set.image(i));
            const auto done = ++m_done;
            if (m_options.board && done % kReportEvery == 0)
                m_options.board->post({.stage = fmt::format("{} of {}", m_kind.title, m_set.title),
                                       .done = done,
                                       .total = m_set.count});
        } catch (const Error& error) {
            fail(std::make_exception_ptr(UnsupportedError(
                fmt::format("{}, image {}: {}", m_set.title, m_set.indexOf(i), error.what()))));
        } catch (...) {
            fail(std::current_exception());
        }
    }
    void fail(std::exception_ptr failure) {
        const std::lock_guard lock(m_mutex);
        if (!m_failure) m_failure = std::move(failure);
        m_failed = true;
    }

    const CodeKind& m_kind;
    const ImageSet& m_set;
    const CodeLengthOptions& m_options;
    std::vector<std::int64_t> m_lengths;
    std::atomic<std::int64_t> m_next = 0;
    std::atomic<std::int64_t> m_done = 0;
    std::atomic<bool> m_failed = false;
    std::mutex m_mutex;
    std::exception_ptr m_failure;
};

}  // namespace

const CodeKind& codeKind(const std::string& id) {
    for (const auto& kind : codeKinds())
        if (kind.id == id) return kind;
    std::vector<std::string> known;
    for (const auto& [each, library, package] : kCodeLibraries) {
        if (each == id)
            throw UnsupportedError(fmt::format(
                "code length “{}”: expected a build with {}, found one without; install {} and build again",
                id, library, package));
        known.emplace_back(each);
    }
    refuseUnknownKind("code length", known, id);
}

std::int64_t codeLength(const CodeKind& kind, const ImageShape& shape, std::span<const std::uint8_t> bytes) {
    checkCodable(kind, shape, bytes.size());
    const auto code = codeOf(kind, shape, bytes);
    if (!givesBack(code, shape, bytes))
        throw UnsupportedError(
            fmt::format("{}: expected a code that gives the image of {} back, found other values", kind.title,
                        toText(shape)));
    return static_cast<std::int64_t>(code.size());
}

std::int64_t constantCodeLength(const CodeKind& kind, const ImageShape& shape) {
    return codeLength(kind, shape,
                      std::vector<std::uint8_t>(static_cast<std::size_t>(shape.dims()), kConstant));
}

double codeBitsPerDim(std::int64_t bytes, const ImageShape& shape) {
    return 8.0 * static_cast<double>(bytes) / static_cast<double>(shape.dims());
}

std::optional<std::vector<std::int64_t>> codeLengths(const CodeKind& kind, const ImageSet& set,
                                                     const CodeLengthOptions& options) {
    return SetCoding(kind, set, options).run();
}

}  // namespace nescio
