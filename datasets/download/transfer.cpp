#include "datasets/download/transfer.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>

#include <fmt/format.h>
#ifdef NESCIO_HAS_CURL
#include <curl/curl.h>
#endif

#include "core/values/failure.h"
#include "core/values/number_text.h"
#include "core/values/version.h"

namespace nescio {

#ifdef NESCIO_HAS_CURL
namespace {

constexpr long kOk = 200, kPartial = 206, kNotSatisfiable = 416;
constexpr long kMostRedirects = 10;
constexpr auto kPostEvery = std::chrono::milliseconds(100);

/// What the last answer said of itself.
struct Answer {
    std::string etag, lastModified, contentType, contentRange;
    /// Names this version of the file in later requests; a weak ETag may not (RFC 9110, 13.1.5).
    [[nodiscard]] std::string version() const {
        return etag.empty() || etag.starts_with("W/") ? lastModified : etag;
    }
};

/// A request under way. libcurl calls back in the thread that asked.
struct Request {
    const Download& what;
    PartFile& part;
    const DownloadControl& control;
    CURL* curl;
    std::int64_t from = part.size();
    std::int64_t total = what.bytes;
    bool begun = false;
    Answer answer = {};
    std::exception_ptr failure = nullptr;
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now(), posted = {};
};

long statusOf(CURL* curl) {
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

std::int64_t numberBehind(const std::string& text, char mark) {
    const auto at = text.find(mark);
    std::int64_t number = -1;
    if (at != std::string::npos) std::from_chars(text.data() + at + 1, text.data() + text.size(), number);
    return number;
}

void checkAnswer(const Request& request) {
    const auto& [what, answer] = std::tie(request.what, request.answer);
    if (answer.contentType.starts_with("text/html"))
        throw Error(
            fmt::format("{}: expected a file, found a web page; see with a browser what it says", what.url));
    curl_off_t length = -1;
    curl_easy_getinfo(request.curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    const std::int64_t offered = length < 0 ? 0 : request.from + length;
    const std::int64_t most = what.bytes > 0 ? what.bytes : kMostDownloadBytes;
    if (offered > most || (what.bytes > 0 && offered > 0 && offered != what.bytes))
        throw Error(fmt::format("{}: expected {}{}, the server offers {}; it is not the file that was meant",
                                what.url, what.bytes > 0 ? "" : "at most ", bytesText(most),
                                bytesText(offered)));
}

/// Called when the first bytes come: is it the rest, or all of it?
void begin(Request& request) {
    request.begun = true;
    const long status = statusOf(request.curl);
    const bool rest = status == kPartial && numberBehind(request.answer.contentRange, ' ') == request.from;
    if (!rest && status != kOk)
        throw Error(fmt::format("{}: expected the bytes from {} on, the server sent others (status {})",
                                request.what.url, request.from, status));
    if (!rest) {
        request.from = 0;
        request.part.startAnew(request.answer.version());
    }
    checkAnswer(request);
    curl_off_t length = -1;
    curl_easy_getinfo(request.curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (request.total == 0 && length > 0) request.total = request.from + length;
}

void take(Request& request, std::span<const char> bytes) {
    if (!request.begun) begin(request);
    const std::int64_t most = request.what.bytes > 0 ? request.what.bytes : kMostDownloadBytes;
    if (request.part.size() + static_cast<std::int64_t>(bytes.size()) > most) {
        request.part.startAnew({});
        throw Error(
            fmt::format("{}: expected at most {}, the server sends more; it is not the file that was meant",
                        request.what.url, bytesText(most)));
    }
    request.part.append(bytes);
}

void post(Request& request) {
    using std::chrono::steady_clock;
    const auto now = steady_clock::now();
    if (!request.control.board || now - request.posted < kPostEvery) return;
    request.posted = now;
    const auto done = request.part.size();
    const double seconds = std::chrono::duration<double>(now - request.start).count();
    const double speed = static_cast<double>(done - request.from) / std::max(seconds, 1e-3);
    Progress progress{.stage = "downloading " + request.what.to.filename().string(),
                      .done = done,
                      .total = request.total,
                      .detail = bytesText(done)};
    if (request.total > 0) progress.detail += " of " + bytesText(request.total);
    if (speed >= 1) {
        progress.detail += fmt::format(", {}/s", bytesText(static_cast<std::int64_t>(speed)));
        if (request.total > 0) progress.secondsLeft = static_cast<double>(request.total - done) / speed;
    }
    request.control.board->post(std::move(progress));
}

std::size_t onBytes(char* bytes, std::size_t, std::size_t count, void* user) {
    auto& request = *static_cast<Request*>(user);
    try {
        take(request, {bytes, count});
        return count;
    } catch (...) {  // C code lies between here and who can catch it
        request.failure = std::current_exception();
        return 0;
    }
}

std::size_t onHeader(char* bytes, std::size_t, std::size_t count, void* user) {
    auto& answer = static_cast<Request*>(user)->answer;
    std::string line(bytes, count);
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back()))) line.pop_back();
    if (line.starts_with("HTTP/")) answer = {};  // a redirect has headers, too
    const auto colon = line.find(':');
    if (colon == std::string::npos) return count;
    std::string name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    const auto value = line.find_first_not_of(' ', colon + 1);
    const std::string text = value == std::string::npos ? std::string() : line.substr(value);
    if (name == "etag") answer.etag = text;
    if (name == "last-modified") answer.lastModified = text;
    if (name == "content-type") answer.contentType = text;
    if (name == "content-range") answer.contentRange = text;
    return count;
}

int onProgress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& request = *static_cast<Request*>(user);
    post(request);
    return request.control.stop.stop_requested() ? 1 : 0;
}

/// Nothing but web servers, on redirects too, and no way back from a secured one to one that is not.
void limitProtocols(CURL* curl, bool secured) {
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, secured ? "https" : "http,https");
#else
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS);
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS,
                     secured ? CURLPROTO_HTTPS : CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
}

void setUp(Request& request, const curl_slist* headers, char* errorText) {
    CURL* curl = request.curl;
    const auto& url = request.what.url;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    limitProtocols(curl, url.starts_with("https:"));
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirects);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // several threads
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, errorText);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, fmt::format("nescio/{}", version()).c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    const auto patience = static_cast<long>(request.control.patienceSeconds);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, patience);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, patience);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, onBytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &request);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &request);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, onProgress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &request);
}

std::string reasonOf(CURLcode code, const Request& request, const std::string& detail) {
    const auto have = request.part.size();
    const auto kept =
        have > 0 ? fmt::format("; {} are kept, and the same again goes on from there", bytesText(have)) : "";
    switch (code) {
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT:
            return fmt::format("expected an address of a web server, https:// or http:// ({})", detail);
        case CURLE_HTTP_RETURNED_ERROR:
            return fmt::format("the server has no such file for us (status {})", statusOf(request.curl));
        case CURLE_PEER_FAILED_VERIFICATION:
            return fmt::format("the server does not prove that it is the one meant ({})", detail);
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_CONNECT:
            return fmt::format("cannot be reached ({}); is there a network?", detail);
        case CURLE_OPERATION_TIMEDOUT:
            return fmt::format("nothing came for {} seconds{}", request.control.patienceSeconds, kept);
        default:
            return fmt::format("the transfer broke off ({}){}", detail, kept);
    }
}

/// All of the file is there when what the server counts is what we have.
bool isWhole(const Request& request) {
    return numberBehind(request.answer.contentRange, '/') == request.part.size();
}

using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

Headers headersFor(const PartFile& part) {
    curl_slist* list = nullptr;
    if (part.size() > 0) {
        list = curl_slist_append(list, fmt::format("Range: bytes={}-", part.size()).c_str());
        if (const auto version = part.version(); !version.empty())
            list = curl_slist_append(list, ("If-Range: " + version).c_str());
    }
    return {list, curl_slist_free_all};
}

}  // namespace

bool canDownload() {
    return true;
}

TransferEnd transfer(const Download& what, PartFile& part, const DownloadControl& control) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl) throw Error("libcurl cannot be started");
    const Headers headers = headersFor(part);
    Request request{.what = what, .part = part, .control = control, .curl = curl.get()};
    std::string errorText(CURL_ERROR_SIZE, '\0');
    setUp(request, headers.get(), errorText.data());
    const CURLcode code = curl_easy_perform(curl.get());
    if (request.failure) std::rethrow_exception(request.failure);
    if (control.stop.stop_requested()) {
#if LIBCURL_VERSION_NUM >= 0x075700
        curl_easy_setopt(curl.get(), CURLOPT_QUICK_EXIT, 1L);  // no waiting for a name that does not resolve
#endif
        return TransferEnd::Stopped;
    }
    if (code == CURLE_HTTP_RETURNED_ERROR && statusOf(curl.get()) == kNotSatisfiable && part.size() > 0)
        return isWhole(request) ? TransferEnd::Whole : TransferEnd::OtherVersion;
    if (code != CURLE_OK) {
        const bool said = errorText.front() != '\0';
        throw Error(
            fmt::format("{}: {}", what.url,
                        reasonOf(code, request, said ? errorText.c_str() : curl_easy_strerror(code))));
    }
    if (!request.begun) begin(request);  // a file of no bytes
    return TransferEnd::Whole;
}

#else

bool canDownload() {
    return false;
}

TransferEnd transfer(const Download&, PartFile&, const DownloadControl&) {
    throw UnsupportedError("a build without libcurl");  // download() says so before
}

#endif

}  // namespace nescio
