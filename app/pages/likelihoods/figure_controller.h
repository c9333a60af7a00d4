// Keeps the likelihood histogram up to date: gathers what is shown and has it binned on a lane.
#pragma once

#include <optional>

#include <QTimer>

#include "app/session/verdict_cache.h"
#include "core/views/likelihood_figure.h"

namespace nescio {

/// Turns score tables into the histogram.   Thread: GUI.
class FigureController : public Controller {
    Q_OBJECT

  public:
    FigureController(Session& session, JobRunner& jobs, QObject* parent);

    void setQuantity(Quantity quantity);
    [[nodiscard]] Quantity quantity() const { return m_quantity; }
    /// What the inspector says of an image that has no stored value; nullopt: nothing (yet).
    void setAnswer(std::optional<FigureMarker> answer);

  Q_SIGNALS:
    void drawn(const nescio::HistogramData& data);
    /// Nothing to draw, and why.
    void empty(const QString& sentence);

  private:
    void refresh();
    [[nodiscard]] FigureRequest gather() const;
    /// The selected image, as far as it is scored.
    [[nodiscard]] std::optional<FigureMarker> inspected(const RunEntry& run) const;
    [[nodiscard]] QString whyEmpty() const;

    Quantity m_quantity = Quantity::BitsPerDim;
    VerdictCache m_verdicts;
    std::optional<FigureMarker> m_answer;
    QTimer m_soon;  ///< several changes in one go make one figure
};

}  // namespace nescio
