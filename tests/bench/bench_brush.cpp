// How long a hand waits that brushes over a million images, and what they take in memory. Built and run by
// hand:
//     cmake --build build/release --target nescio_bench_brush
//     QT_QPA_PLATFORM=offscreen build/release/bin/nescio_bench_brush
// Prints one JSON object: medians in milliseconds, plots of 800×500 pixels, half of the images chosen.
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <numeric>
#include <random>

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QMouseEvent>
#include <nlohmann/json.hpp>

#include "widgets/image_grid.h"
#include "widgets/plots/cloud_plot.h"
#include "widgets/plots/histogram_plot.h"

using namespace nescio;

namespace {

constexpr QSize kPlotPx(800, 500);

class Stopwatch {
  public:
    explicit Stopwatch(int repeats) : m_repeats(repeats) {}
    /// The median over repeats, after one that fills caches.
    template <class Work>
    double operator()(Work work) const {
        using Clock = std::chrono::steady_clock;
        std::vector<double> times;
        work();
        for (int i = 0; i < m_repeats; ++i) {
            const auto start = Clock::now();
            work();
            times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        }
        std::sort(times.begin(), times.end());
        return std::round(times[times.size() / 2] * 100) / 100;
    }

  private:
    int m_repeats;
};

double heapBytes() {
    const auto used = mallinfo2();
    return static_cast<double>(used.uordblks) + static_cast<double>(used.hblkhd);
}

/// Two columns of one set, the second about as large as the first.
struct Columns {
    std::shared_ptr<const ImageColumn> x, y;
    std::shared_ptr<const ValueOrder> xOrder, yOrder;
};

Columns madeColumns(std::int64_t images) {
    ColumnKey key;
    key.indices.resize(static_cast<std::size_t>(images));
    std::iota(key.indices.begin(), key.indices.end(), std::int64_t{0});
    const auto shared = std::make_shared<const ColumnKey>(std::move(key));
    std::mt19937_64 generator(1);
    std::normal_distribution<double> normal;
    ImageColumn x{
        .name = "log_p", .unit = "nats", .setId = "made", .setTitle = "made", .key = shared, .values = {}};
    x.values.resize(static_cast<std::size_t>(images));
    ImageColumn y = x;
    y.name = "volume";
    for (std::size_t row = 0; row < x.values.size(); ++row) {
        x.values[row] = normal(generator);
        y.values[row] = x.values[row] + normal(generator);
    }
    Columns columns{std::make_shared<const ImageColumn>(std::move(x)),
                    std::make_shared<const ImageColumn>(std::move(y)), nullptr, nullptr};
    columns.xOrder = std::make_shared<const ValueOrder>(columns.x);
    columns.yOrder = std::make_shared<const ValueOrder>(columns.y);
    return columns;
}

HistogramData histogramOf(const Columns& columns) {
    HistogramData data{.title = "made", .quantity = "log-likelihood (nats)"};
    data.series.resize(1);
    data.series[0].label = "made";
    data.series[0].available = static_cast<std::int64_t>(columns.x->values.size());
    data.series[0].column = columns.x;
    data.series[0].order = columns.xOrder;
    binShared(data, {columns.x->values}, 80);
    return data;
}

CloudData cloudOf(const Columns& columns) {
    CloudData data{
        .title = "made", .note = {}, .xTitle = "log p (nats)", .yTitle = "volume (nats)", .series = {}};
    data.series.push_back({.label = "made",
                           .x = columns.x,
                           .y = columns.y,
                           .available = static_cast<std::int64_t>(columns.x->values.size())});
    return data;
}

std::shared_ptr<const ImageSet> madeImages(std::int64_t count) {
    auto set = std::make_shared<ImageSet>();
    set->title = "made";
    set->shape = {1, 8, 8};
    set->count = set->available = count;
    set->bytes.own().resize(static_cast<std::size_t>(count * set->shape.dims()));
    for (std::size_t i = 0; i < set->bytes.size(); i += 7) set->bytes.own()[i] = static_cast<std::uint8_t>(i);
    return set;
}

/// The chosen images with their numbers, as the pane below the plots fills its grid.
GridContent contentOf(const ImageSelection& chosen, const std::shared_ptr<const ImageSet>& images,
                      const ImageColumn& column) {
    GridContent content;
    content.sources = {{"made", "made", images}};
    forRowsOf(column, chosen, [&](std::size_t row) {
        content.items.push_back({0, column.key->indices[row]});
        content.values.push_back(static_cast<float>(column.values[row]));
    });
    return content;
}

void mouse(QWidget& widget, QEvent::Type type, const QPointF& place) {
    const bool moves = type == QEvent::MouseMove;
    QMouseEvent event(type, place, widget.mapToGlobal(place), moves ? Qt::NoButton : Qt::LeftButton,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

/// One plot: drawn from nothing, drawn again with a brush, and what a move of the hand takes until the images
/// are known.
template <class Plot, class Data>
nlohmann::json timesOf(const Stopwatch& watch, const Data& data, const ImageSelection& half) {
    Plot plot;
    plot.resize(kPlotPx);
    QPixmap pixmap(kPlotPx);
    nlohmann::json times;
    plot.show(data);
    plot.QWidget::show();
    times["draw_ms"] = watch([&] {
        plot.show(data);
        plot.render(&pixmap);
    });
    times["zoom_ms"] = watch([&] {
        plot.zoomAround(0, {0, 0}, 1.001, Qt::Horizontal);
        plot.render(&pixmap);
    });
    plot.fit();
    plot.setBrush(std::make_shared<const Brush>(Brush{half}));
    times["redraw_with_brush_ms"] = watch([&] { plot.render(&pixmap); });
    plot.setBrush(std::make_shared<const Brush>());
    plot.setDragMode(DragMode::Brush);
    mouse(plot, QEvent::MouseButtonPress, {200, 100});
    for (const QPointF& corner : {QPointF(600, 100), QPointF(600, 400), QPointF(200, 400)})
        mouse(plot, QEvent::MouseMove, corner);
    double away = 0;
    times["move_to_images_ms"] = watch([&] { mouse(plot, QEvent::MouseMove, {560 + ++away, 300}); });
    mouse(plot, QEvent::MouseButtonRelease, {200, 300});
    return times;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a benchmark that fails may end as it likes
int main(int argc, char** argv) {
    std::int64_t images = 1'000'000;
    int repeats = 7;
    CLI::App app("Times of brushing, as JSON");
    app.add_option("--images", images)->capture_default_str();
    app.add_option("--repeats", repeats)->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    const QApplication qt(argc, argv);
    const Stopwatch watch(repeats);
    const double before = heapBytes();
    const auto columns = madeColumns(images);
    const double bytes = (heapBytes() - before) / static_cast<double>(images) / 2;
    const auto histogram = histogramOf(columns);
    ImageSelection half;
    const double query = watch([&] { half = columns.xOrder->imagesBetween(-0.67449, 0.67449); });
    const auto set = madeImages(images);
    ImageGrid grid;
    grid.resize(kPlotPx.width(), 160);
    grid.QWidget::show();
    QPixmap strip(grid.size());
    const double shown = watch([&] {
        grid.show(contentOf(half, set, *columns.x));
        grid.render(&strip);
    });
    std::cout << nlohmann::json{{"images", images},
                                {"chosen", half.count()},
                                {"bytes_an_image_and_column", std::round(bytes * 10) / 10},
                                {"range_to_images_ms", query},
                                {"density_of_half_ms",
                                 watch([&] { densityOf(histogram.series[0], histogram.edges, half); })},
                                {"images_to_thumbnails_ms", shown},
                                {"histogram", timesOf<HistogramPlot>(watch, histogram, half)},
                                {"scatter", timesOf<CloudPlot>(watch, cloudOf(columns), half)}}
                     .dump(2)
              << "\n";
}
