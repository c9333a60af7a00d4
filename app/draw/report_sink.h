// What a report is written into. The content says what comes after what; a sink knows how it looks in its
// format.
#pragma once

#include <utility>
#include <vector>

#include <QString>
#include <QStringList>

#include "core/values/experiment.h"
#include "widgets/paper/figure_recipe.h"

namespace nescio {

/// Pairs of a name and its value.
using Facts = std::vector<std::pair<QString, QString>>;

/// Takes a report piece by piece, in reading order.   Thread: GUI.
class ReportSink {
  public:
    ReportSink() = default;
    virtual ~ReportSink() = default;
    ReportSink(const ReportSink&) = delete;
    ReportSink& operator=(const ReportSink&) = delete;

    /// How its figures look.
    void setLook(FigureLook look) { m_look = std::move(look); }
    [[nodiscard]] const FigureLook& look() const { return m_look; }

    virtual void title(const QString& text, const QString& subtitle) = 0;
    /// Level 1 is a section, 2 a part of one.
    virtual void heading(int level, const QString& text) = 0;
    virtual void paragraph(const QString& text) = 0;
    virtual void list(const QStringList& sentences) = 0;
    virtual void facts(const Facts& facts) = 0;
    virtual void table(const ResultTable& table) = 0;
    virtual void figure(FigureRecipe figure) = 0;
    /// Writes the file, whole or not at all.   Throws: Error naming the path.
    virtual void finish() = 0;

  private:
    FigureLook m_look;
};

/// A longer table is data rather than reading: a report shows how it begins, the run file has all of it.
inline constexpr std::size_t kMostReportRows = 48, kRowsOfLongTables = 8;

/// A table as HTML that both browsers and Qt's rich text know, its title in the head so that they stay
/// together.
QString tableHtml(const ResultTable& table);
QString factsHtml(const Facts& facts);

/// A plot as a figure of a report, at a width that suits it.   Thread: GUI.
FigureRecipe reportFigure(const PlotView& plot, const FigureLook& look);

}  // namespace nescio
