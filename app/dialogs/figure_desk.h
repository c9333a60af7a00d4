// Where figures are made ready for print: exported, put together, opened again from their files. Remembers
// the folder, the format, the width and the look that were used last.
#pragma once

#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include <QPointer>
#include <QWidget>

#include "app/session/controller.h"
#include "widgets/paper/sources_form.h"

namespace nescio {

class ExportDialog;
class PlotView;

/// A plot and the title of the page that it is on.
struct ShownFigure {
    QString page;
    PlotView* plot = nullptr;
};

/// Thread: GUI.
class FigureDesk : public QObject {
    Q_OBJECT

  public:
    /// `shown`: all plots of the pages, those without data too.
    FigureDesk(Session& session, QWidget& window, std::function<std::vector<ShownFigure>()> shown);

    void exportFigure(const PlotView& plot);
    /// A figure from a file, as it was when it was written.
    void open(const FigureRecipe& recipe);
    /// Asks for a folder and writes every figure there is, as the last export was made.
    void exportAll();
    /// The plot with the look that was used last.
    [[nodiscard]] FigureRecipe ready(const PlotView& plot) const;

  Q_SIGNALS:
    void noticed(const nescio::Notice& notice);

  private:
    [[nodiscard]] std::vector<FigureOffer> offersBeside(const PlotView* own) const;
    [[nodiscard]] QString titleOf(const PlotView& plot) const;
    [[nodiscard]] static FigureSource sourceOf(const PlotView& plot, const QString& title);
    /// "glow10k-likelihoods", of the run and the figure.
    [[nodiscard]] QString nameOf(const FigureRecipe& recipe) const;
    void show(FigureRecipe recipe, std::vector<FigureOffer> others);
    void showNext();
    void write(const FigureRecipe& recipe, const QString& path);
    void writeAll(const QString& folder);

    Session& m_session;
    QWidget& m_window;
    std::function<std::vector<ShownFigure>()> m_shown;
    std::vector<FigureSource> m_kept;
    QPointer<ExportDialog> m_open;
    std::deque<std::pair<FigureRecipe, std::vector<FigureOffer>>> m_waiting;
};

}  // namespace nescio
