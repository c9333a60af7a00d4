#include "app/dialogs/figure_desk.h"

#include <algorithm>
#include <utility>

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSettings>
#include <QStandardPaths>

#include "app/dialogs/export_dialog.h"
#include "app/dialogs/figure_batch.h"
#include "app/dialogs/replace_question.h"
#include "app/session/session.h"
#include "core/values/failure.h"
#include "widgets/figure_export.h"
#include "widgets/plots/plot_view.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

const auto kFolder = QStringLiteral("export/folder");
const auto kFormat = QStringLiteral("export/format");
const auto kWidth = QStringLiteral("export/width");
const auto kLook = QStringLiteral("export/look");

QString lastFolder() {
    QString kept = QSettings().value(kFolder).toString();
    if (!kept.isEmpty() && QDir(kept).exists()) return kept;
    QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

QString lastFormat() {
    QString kept = QSettings().value(kFormat).toString();
    return figureFormats().contains(kept) ? kept : QStringLiteral("pdf");
}

double lastWidth() {
    const double kept = QSettings().value(kWidth, kSingleColumnMm).toDouble();
    return kept >= 20 && kept <= 1000 ? kept : kSingleColumnMm;
}

FigureLook lastLook() {
    try {
        return lookFrom(QJsonDocument::fromJson(QSettings().value(kLook).toByteArray()).object());
    } catch (const Error&) {
        return {};  // settings of another version
    }
}

/// In place of a figure that went while it could be chosen.
FigureSource goneSource(const QString& title) {
    Panel panel;
    panel.instead = QObject::tr("This figure is no longer shown.");
    FigureSource source{
        .name = QStringLiteral("gone"), .title = title, .summary = panel.instead, .figure = {}};
    source.figure.panels.push_back(std::move(panel));
    return source;
}

void remember(const FigureRecipe& recipe, const QString& path) {
    QSettings settings;
    settings.setValue(kFolder, QFileInfo(path).absolutePath());
    settings.setValue(kFormat, QFileInfo(path).suffix().toLower());
    settings.setValue(kWidth, recipe.size.widthMm);
    settings.setValue(kLook, QJsonDocument(jsonOf(recipe.look)).toJson(QJsonDocument::Compact));
}

}  // namespace

FigureDesk::FigureDesk(Session& session, QWidget& window, std::function<std::vector<ShownFigure>()> shown)
    : QObject(&window), m_session(session), m_window(window), m_shown(std::move(shown)) {}

QString FigureDesk::titleOf(const PlotView& plot) const {
    QString name = plot.figureName();
    name.replace(QLatin1Char('_'), QLatin1Char(' '));
    for (const ShownFigure& shown : m_shown())
        if (shown.plot == &plot) return shown.page + QStringLiteral(": ") + name;
    return name;
}

FigureSource FigureDesk::sourceOf(const PlotView& plot, const QString& title) {
    FigureSource source = nescio::sourceOf(plot);
    source.title = title;
    return source;
}

QString FigureDesk::nameOf(const FigureRecipe& recipe) const {
    const QString figure =
        recipe.sources.size() == 1 ? recipe.sources.front().name : QStringLiteral("figure");
    const QString run = QFileInfo(recipe.origin.file).completeBaseName();
    return run.isEmpty() ? figure : run + QLatin1Char('-') + figure;
}

FigureRecipe FigureDesk::ready(const PlotView& plot) const {
    FigureRecipe recipe = recipeOf(plot, lastLook());
    recipe.sources.front().title = titleOf(plot);
    recipe.size.widthMm = lastWidth();
    recipe.size.heightMm = heightFor(recipe, recipe.size.widthMm);
    if (const auto* run = m_session.currentRun()) {
        const auto& weights = run->summary.weights;
        recipe.origin = {
            .run = toQt(run->summary.title),
            .file = QFileInfo(toQt(run->path())).fileName(),
            .weights = weights.known() && !run->live
                           ? tr("step %1 · weights %2").arg(weights.step).arg(toQt(weights.digest))
                           : QString()};
    }
    return recipe;
}

std::vector<FigureOffer> FigureDesk::offersBeside(const PlotView* own) const {
    std::vector<FigureOffer> offers;
    for (const FigureSource& source : m_kept) offers.push_back({source.title, [source] { return source; }});
    for (const ShownFigure& shown : m_shown())
        if (shown.plot != own && shown.plot->hasData())
            offers.push_back(
                {titleOf(*shown.plot), [plot = QPointer<PlotView>(shown.plot), title = titleOf(*shown.plot)] {
                     return plot ? sourceOf(*plot, title) : goneSource(title);
                 }});
    return offers;
}

void FigureDesk::exportFigure(const PlotView& plot) {
    if (m_open && m_open->isVisible()) return m_open->raise();  // an impatient second click
    if (plot.hasData()) show(ready(plot), offersBeside(&plot));
}

void FigureDesk::open(const FigureRecipe& recipe) {
    show(recipe, offersBeside(nullptr));
}

void FigureDesk::show(FigureRecipe recipe, std::vector<FigureOffer> others) {
    if (m_open && m_open->isVisible()) {
        m_open->raise();
        m_waiting.emplace_back(std::move(recipe), std::move(others));
        return;
    }
    const QString base = QDir(lastFolder()).filePath(nameOf(recipe));
    m_open = new ExportDialog(std::move(recipe), std::move(others), base, lastFormat(), &m_window);
    m_open->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_open, &ExportDialog::exportRequested, this,
            [this](const QString& path, const FigureRecipe& wanted) { write(wanted, path); });
    connect(m_open, &ExportDialog::keepRequested, this, [this](const FigureRecipe& kept) {
        for (FigureSource source : kept.sources) {
            // Edits of a figure of several name its panels; each by itself is kept as it was.
            if (kept.sources.size() == 1) {
                source.figure = edited(source.figure, {}, kept.edits);
                if (kept.edits.bins > 0) source.csv = [text = csvOf(kept)] { return text; };
            }
            source.title = tr("%1 · kept %2").arg(source.title).arg(m_kept.size() + 1);
            m_kept.push_back(std::move(source));
        }
        Q_EMIT noticed({tr("Kept: Panels lists it when another figure is exported."), {}, {}, true});
    });
    connect(m_open, &ExportDialog::failed, this, [this](const QString& sentence) {
        Q_EMIT noticed({sentence, {}, {}});
    });
    connect(m_open, &QDialog::finished, this, &FigureDesk::showNext, Qt::QueuedConnection);
    m_open->open();
}

/// Several figures were dropped at once: one after the other.
void FigureDesk::showNext() {
    if (m_waiting.empty()) return;
    auto [recipe, others] = std::move(m_waiting.front());
    m_waiting.pop_front();
    show(std::move(recipe), std::move(others));
}

void FigureDesk::write(const FigureRecipe& recipe, const QString& path) {
    try {
        const bool opensAgain = nescio::exportFigure(recipe, path);
        remember(recipe, path);
        const bool picture = !path.endsWith(QLatin1String(".csv")) && !path.endsWith(QLatin1String(".tex"));
        const QString words =
            opensAgain || !picture
                ? tr("Wrote %1")
                : tr("Wrote %1; it has too many points to carry them, so it cannot be opened "
                     "and changed again");
        Q_EMIT noticed({words.arg(QDir::toNativeSeparators(path)), {}, {}, true});
    } catch (...) {
        Q_EMIT noticed({sentenceOf(currentFailure("exporting the figure")), {}, {}});
    }
}

void FigureDesk::exportAll() {
    auto* dialog = new QFileDialog(&m_window, tr("Export all figures into"), lastFolder());
    dialog->setObjectName(QStringLiteral("exportAll"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &FigureDesk::writeAll);
    dialog->open();
}

void FigureDesk::writeAll(const QString& folder) {
    FigureBatch::Figures figures;
    QStringList files;
    for (const ShownFigure& shown : m_shown()) {
        if (!shown.plot->hasData()) continue;
        FigureRecipe recipe = ready(*shown.plot);
        const QString base = QDir(folder).filePath(nameOf(recipe));
        const QString format = canExport(recipe, lastFormat()) ? lastFormat() : QStringLiteral("pdf");
        QString path = base + QLatin1Char('.') + format;
        for (int number = 2; files.contains(path); ++number)  // several pages have a figure of one name
            path = QStringLiteral("%1-%2.%3").arg(base).arg(number).arg(format);
        files << filesOf(path);
        figures.emplace_back(path, std::move(recipe));
    }
    if (figures.empty()) return Q_EMIT noticed({tr("There is no figure to export yet."), {}, {}});
    askBeforeReplacing(m_window, files, [this, figures = std::move(figures), folder] {
        auto* batch = new FigureBatch(figures, m_window);
        connect(batch, &FigureBatch::written, this, [this, folder](int written, int of) {
            QSettings().setValue(kFolder, folder);
            const QString words =
                written == of ? tr("Wrote %1 figures into %2").arg(of).arg(folder)
                              : tr("Stopped: %1 of %2 figures are in %3").arg(written).arg(of).arg(folder);
            Q_EMIT noticed({words, {}, {}, true});
        });
        connect(batch, &FigureBatch::failed, this, [this](const QString& sentence) {
            Q_EMIT noticed({sentence, {}, {}});
        });
    });
}

}  // namespace nescio
