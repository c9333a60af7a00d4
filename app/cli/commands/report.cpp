// report: everything that run files hold, as one HTML page and one PDF.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/drawing.h"
#include "app/cli/exit_code.h"
#include "app/cli/output_check.h"

namespace nescio::commands::report {
namespace {

struct Options {
    std::vector<std::string> runs;
    OutputSettings out;
    std::string style;
};

int run(const Options& options, Console& console) {
    for (const auto* ending : {".html", ".pdf"})
        requireOutput(options.out.path + ending, options.runs, options.out.force);
    std::vector<std::string> arguments{"report"};
    arguments.insert(arguments.end(), options.runs.begin(), options.runs.end());
    arguments.insert(arguments.end(), {"--out", options.out.path});
    if (!options.style.empty()) arguments.insert(arguments.end(), {"--figure-style", options.style});
    draw(arguments);
    console.say(fmt::format("Written: {0}.html and {0}.pdf", options.out.path));
    console.result({{"command", "report"},
                    {"runs", options.runs},
                    {"out", {options.out.path + ".html", options.out.path + ".pdf"}}});
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->runs, "Run files")->required();
    options->out.declare(app, "Writes OUT.html and OUT.pdf")->required();
    app.add_option("--figure-style", options->style,
                   "Fonts, lines and what figures show, as the window saves them")
        ->check(CLI::ExistingFile);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "report",
            .help = "Write all that runs hold as a self-contained HTML page and a PDF",
            .declare = declare};
}

}  // namespace nescio::commands::report
