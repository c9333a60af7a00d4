// Where a command speaks: sentences and tables for people, one JSON object for machines, a progress bar on a
// terminal. Commands decide the words; nothing in the engine prints.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/values/progress.h"

namespace nescio {

using Json = nlohmann::ordered_json;

/// Output of one command. What a terminal would obey, in names of files and the like, is written out.
/// Thread: the main one.
class Console {
  public:
    explicit Console(bool json) : m_json(json) {}

    [[nodiscard]] bool json() const { return m_json; }
    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }

    /// A line for people on stdout; silent with --json.
    void say(const std::string& line) const;
    /// A line for someone who sits at the terminal and waits; silent elsewhere and with --json.
    void note(const std::string& line) const;
    /// What goes wrong although the work goes on, on stderr; as {"warning"} with --json.   Thread: any.
    void warn(const std::string& sentence) const;
    /// The result for machines on stdout; silent without --json. Numbers that are not finite become null.
    void result(const Json& json) const;
    /// Says that Ctrl-C came and what that means; gives the code to end with.
    [[nodiscard]] int stopped(const std::string& consequence) const;
    /// One sentence on stderr, as {"error", "exit_code"} with --json.
    void fail(const std::string& sentence, int exitCode) const;
    /// Ends the output of a command. The code to end the program with: not kOk where stdout lost something,
    /// which stderr then says.
    [[nodiscard]] int finish(int exitCode) const;

    /// Runs a job while another thread draws the board (on a terminal only) and passes on Ctrl-C.
    template <class Job>
    auto watch(const ProgressBoard& board, const Job& job) {
        const Watch watching(*this, board);
        return job();
    }

  private:
    /// The drawing thread; it ends, and wipes its line, with the scope.
    class Watch {
      public:
        Watch(Console& console, const ProgressBoard& board);
        ~Watch();
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;

      private:
        std::jthread m_thread;
        bool m_drawn;
    };

    bool m_json;
    std::stop_source m_stop;
};

/// Columns of text, the first left-aligned, the others right-aligned, two spaces apart.
std::string tableText(std::vector<std::vector<std::string>> rows);

}  // namespace nescio
