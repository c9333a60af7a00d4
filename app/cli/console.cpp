#include "app/cli/console.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/terminal_text.h"
#include "core/values/visible_text.h"

namespace nescio {
namespace {

constexpr auto kTick = std::chrono::milliseconds(100);
constexpr const char* kWipeLine = "\r\033[K";

int terminalColumns() {
    winsize size = {};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// JSON's own escapes leave DEL and U+0080 to U+009F as they are.
std::string dumped(const Json& json, int indent) {
    return visibleText(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

std::string oneLine(const std::string& text) {
    return visibleText(text, LineEnds::Escaped);
}

}  // namespace

void Console::say(const std::string& line) const {
    if (!m_json) print(stdout, visibleText(line) + "\n");
}

void Console::note(const std::string& line) const {
    if (!m_json && isatty(STDERR_FILENO) != 0) print(stderr, visibleText(line) + "\n");
}

void Console::result(const Json& json) const {
    if (m_json) print(stdout, dumped(json, 2) + "\n");
}

void Console::fail(const std::string& sentence, int exitCode) const {
    if (m_json)
        print(stderr, dumped({{"error", sentence}, {"exit_code", exitCode}}, -1) + "\n");
    else
        print(stderr, fmt::format("nescio-cli: {}\n", oneLine(sentence)));
}

int Console::stopped(const std::string& consequence) const {
    say("Stopped. " + consequence);
    return kCancelled;
}

int Console::finish(int exitCode) const {
    const int reason = lostOutput();
    if (reason == 0) return exitCode;
    const int code = exitCode == kOk ? static_cast<int>(kWorkFailed) : exitCode;
    fail(fmt::format("stdout: the output is lost ({}); files that were to be written are there",
                     std::strerror(reason)),
         code);
    return code;
}

void Console::warn(const std::string& sentence) const {
    const auto* wipe = isatty(STDERR_FILENO) != 0 ? kWipeLine : "";
    if (m_json)
        print(stderr, dumped({{"warning", sentence}}, -1) + "\n");
    else
        print(stderr, fmt::format("{}nescio-cli: note: {}\n", wipe, oneLine(sentence)));
}

Console::Watch::Watch(Console& console, const ProgressBoard& board)
    : m_drawn(!console.m_json && isatty(STDERR_FILENO) != 0) {
    std::fflush(stdout);
    m_thread = std::jthread([&console, &board, drawn = m_drawn](const std::stop_token& ended) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::string trouble;
        while (!ended.stop_requested()) {
            if (interrupted()) console.m_stop.request_stop();
            const auto now = board.latest();
            if (std::exchange(trouble, now.trouble) != now.trouble && !trouble.empty()) console.warn(trouble);
            if (drawn && !now.stage.empty()) print(stderr, kWipeLine + progressLine(now, terminalColumns()));
            std::unique_lock lock(mutex);
            wake.wait_for(lock, ended, kTick, [] { return false; });  // ends at once when asked to
        }
    });
}

Console::Watch::~Watch() {
    m_thread.request_stop();
    m_thread.join();
    if (m_drawn) print(stderr, kWipeLine);
}

std::string tableText(std::vector<std::vector<std::string>> rows) {
    for (auto& row : rows)
        for (auto& cell : row) cell = oneLine(cell);
    std::vector<int> widths;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == widths.size()) widths.push_back(0);
            widths[i] = std::max(widths[i], widthOf(row[i]));
        }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string gap(static_cast<std::size_t>(widths[i] - widthOf(row[i])), ' ');
            line += (i > 0 ? "  " : "") + (i == 0 ? row[i] + gap : gap + row[i]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

}  // namespace nescio
