#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/analysis/image_account/account_result.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr double kReachOfZ = 3;
constexpr const char* kWhole = "all";

/// The largest finite distance from the middle.
double reachOf(const std::vector<double>& values, double middle) {
    double reach = 0;
    for (const double value : values)
        if (std::isfinite(value)) reach = std::max(reach, std::abs(value - middle));
    return reach > 0 ? reach : 1;
}

std::size_t placeOf(std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
}

std::string rowOf(const LikelihoodPart& part) {
    if (part.kind == PartKind::Total || (part.member == 0 && part.level == 0 && part.step == 0))
        return part.label;
    std::string row;
    if (part.member > 0) row += fmt::format("member {} · ", part.member);
    if (part.level > 0) row += fmt::format("level {} · ", part.level);
    return row + toId(part.kind);
}

/// Rows are levels, density and volume apart; columns are steps, first what has no step.
ResultPanel partsPanel(const ImageAccount& account, const std::string& whose) {
    const bool placed = !account.reference.empty();
    ResultMatrix matrix{.rows = {}, .columns = {kWhole}, .values = {}};
    int steps = 0;
    for (const auto& part : account.parts) steps = std::max(steps, part.step);
    for (int step = 1; step <= steps; ++step) matrix.columns.push_back(std::to_string(step));
    const auto width = matrix.columns.size();
    for (const auto& part : account.parts) {
        // Constants are the same for all images: nothing to compare.
        if (part.kind == PartKind::Scaling) continue;
        const auto row = placeOf(matrix.rows, rowOf(part));
        matrix.values.resize(matrix.rows.size() * width, kNoValue);
        const double value = placed ? part.place->z.value_or(kNoValue) : part.nats;
        matrix.values[row * width + static_cast<std::size_t>(part.step)] = value;
    }
    matrix.reach = placed ? kReachOfZ : reachOf(matrix.values, 0);
    const auto what = placed ? "sd from the reference’s mean" : "log p (nats)";
    return {.title = whose.empty() ? what : fmt::format("{}, {}", whose, what),
            .xTitle = "step",
            .yTitle = "",
            .matrix = std::move(matrix)};
}

ResultSeries runningSeries(const ImageAccount& account, SetRole role) {
    ResultSeries series{
        .label = account.image.source, .role = role, .style = SeriesStyle::Line, .x = {0}, .y = {0}};
    for (const auto& line : account.bits.lines) {
        series.x.push_back(static_cast<double>(series.x.size()));
        series.y.push_back(bitsPerDim(line.runningNats, account.bits.dims));
    }
    return series;
}

ResultPanel runningPanel(const ImageAccount& account, const ImageAccount* versus) {
    ResultPanel panel{.title = "terms added one by one",
                      .xTitle = "terms so far",
                      .yTitle = "bits/dim so far",
                      .series = {runningSeries(account, SetRole::Test)}};
    if (versus) panel.series.push_back(runningSeries(*versus, SetRole::OutOfDistribution));
    return panel;
}

/// Every pixel is a cell; rows and columns are counted from 0.
ResultPanel pixelPanel(const PixelAccount& pixels, const std::string& whose) {
    ResultMatrix matrix{.rows = {}, .columns = {}, .values = pixels.values};
    for (int row = 0; row < pixels.height; ++row) matrix.rows.push_back(std::to_string(row));
    for (int column = 0; column < pixels.width; ++column) matrix.columns.push_back(std::to_string(column));
    matrix.reach = reachOf(matrix.values, 0);
    const auto scale = fmt::format("strongest colour: ±{:.3g} {}", matrix.reach, pixels.unit());
    return {.title = whose.empty() ? pixels.title() : fmt::format("{}, {}", pixels.title(), whose),
            .xTitle = scale,
            .yTitle = "",
            .matrix = std::move(matrix)};
}

/// One column an image.
ResultPanel columnsPanel(const std::string& title, const std::string& xTitle, std::vector<std::string> rows,
                         const std::vector<std::vector<double>>& images, double middle, double reach) {
    ResultMatrix matrix{
        .rows = std::move(rows), .columns = {"image"}, .values = {}, .middle = middle, .reach = reach};
    if (images.size() > 1) matrix.columns.emplace_back("versus");
    for (std::size_t row = 0; row < matrix.rows.size(); ++row)
        for (const auto& image : images) matrix.values.push_back(image[row]);
    return {.title = title, .xTitle = xTitle, .yTitle = "", .matrix = std::move(matrix)};
}

std::vector<double> lengthsOf(const ImageAccount& account, const ImageAccount& rows) {
    std::vector<double> lengths{account.bits.bitsPerDim};
    for (const auto& row : rows.codes) {
        const auto code = std::find_if(account.codes.begin(), account.codes.end(),
                                       [&](const CodeAccount& one) { return one.id == row.id; });
        lengths.push_back(code == account.codes.end() ? kNoValue : code->bitsPerDim);
    }
    return lengths;
}

ResultPanel codesPanel(const ImageAccount& account, const ImageAccount* versus) {
    std::vector<std::string> rows{"−log2 p"};
    for (const auto& code : account.codes) rows.push_back(code.title);
    std::vector<std::vector<double>> images{lengthsOf(account, account)};
    if (versus) images.push_back(lengthsOf(*versus, account));
    return columnsPanel("code lengths beside −log2 p", "bits/dim", std::move(rows), images, 0, 8);
}

std::vector<double> percentilesOf(const ImageAccount& account, const ImageAccount& rows) {
    std::vector<double> shares;
    for (const auto& row : rows.ranks) {
        const auto rank = std::find_if(account.ranks.begin(), account.ranks.end(),
                                       [&](const SetRankAccount& one) { return one.setId == row.setId; });
        shares.push_back(rank == account.ranks.end() ? kNoValue : 100 * rank->shareBelow);
    }
    return shares;
}

ResultPanel ranksPanel(const ImageAccount& account, const ImageAccount* versus) {
    std::vector<std::string> rows;
    for (const auto& rank : account.ranks)
        rows.push_back(
            fmt::format("{}, n = {}", rank.setTitle, countText(static_cast<std::int64_t>(rank.n))));
    std::vector<std::vector<double>> images{percentilesOf(account, account)};
    if (versus) images.push_back(percentilesOf(*versus, account));
    return columnsPanel("ranks", "% of the set that is less likely", std::move(rows), images, 50, 50);
}

void addMaps(const ImageAccount& account, const ImageAccount* versus, ResultFigure& figure) {
    if (account.pixels) figure.panels.push_back(pixelPanel(*account.pixels, versus ? "image" : ""));
    if (!versus) return;
    if (versus->pixels) figure.panels.push_back(pixelPanel(*versus->pixels, "versus"));
    if (const auto difference = differenceOf(account, *versus).pixels)
        figure.panels.push_back(pixelPanel(*difference, "difference"));
}

std::string titleOf(const ImageAccount& account, const ImageAccount* versus) {
    if (!versus) return fmt::format("Why is {} likely?", account.image.source);
    return fmt::format("Why is {} as likely as it is beside {}?", account.image.source, versus->image.source);
}

std::string noteOf(const ImageAccount& account) {
    auto note = fmt::format("{} · {}", account.run, account.words());
    if (!account.reference.empty() && !account.parts.empty())
        note += fmt::format(
            " · {}, {}", account.reference,
            shareText(static_cast<std::int64_t>(account.parts.back().place->n), account.referenceAvailable));
    return note;
}

std::string nearCaption(const NearAccount& near) {
    return fmt::format("L2 {:.0f}", near.distance);
}

}  // namespace

ResultFigure figureOf(const ImageAccount& account, const ImageAccount* versus) {
    ResultFigure figure{
        .id = "why", .title = titleOf(account, versus), .note = noteOf(account), .columns = 2, .panels = {}};
    figure.panels.push_back(partsPanel(account, versus ? account.image.source : ""));
    if (versus) figure.panels.push_back(partsPanel(*versus, versus->image.source));
    addMaps(account, versus, figure);
    figure.panels.push_back(runningPanel(account, versus));
    figure.panels.push_back(codesPanel(account, versus));
    if (!account.ranks.empty()) figure.panels.push_back(ranksPanel(account, versus));
    return figure;
}

ResultImages imagesOf(const ImageAccount& account, const ImageAccount* versus) {
    ResultImages images{.id = "nearest_images",
                        .title = account.nearest ? "nearest training images" : "the image",
                        .rows = {},
                        .perRow = 1,
                        .images = {},
                        .captions = {}};
    const auto add = [&](const ImageAccount& one) {
        images.rows.push_back(one.image.source);
        images.images.push_back(one.image);
        images.captions.emplace_back("");
        if (!one.nearest) return;
        images.perRow = 1 + one.nearest->images.size();
        for (const auto& near : one.nearest->images) {
            images.images.push_back(near.image);
            images.captions.push_back(nearCaption(near));
        }
    };
    add(account);
    if (versus) add(*versus);
    return images;
}

ExperimentResult resultOf(const ImageAccount& account, const ImageAccount* versus) {
    ExperimentResult result{.id = "image_account",
                            .experiment = "image_account",
                            .title = titleOf(account, versus),
                            .source = account.run};
    if (versus) result.findings = sentencesOf(account, *versus);
    const auto own = sentencesOf(account);
    result.findings.insert(result.findings.end(), own.begin(), own.end());
    result.tables = tablesOf(account, versus);
    result.figures = {figureOf(account, versus)};
    result.images = {imagesOf(account, versus)};
    result.weights = {account.weights};
    return result;
}

}  // namespace nescio
