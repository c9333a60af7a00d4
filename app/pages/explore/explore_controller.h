// Gathers two columns of the shown sets and has them made ready for figures, while somebody looks.
#pragma once

#include <QTimer>

#include "app/session/controller.h"
#include "core/views/explored.h"

namespace nescio {

/// Thread: GUI.
class ExploreController : public Controller {
    Q_OBJECT

  public:
    ExploreController(Session& session, JobRunner& jobs, QObject* parent);

    void setColumns(const NamedColumn& x, const NamedColumn& y);
    /// Only a page that is seen is worth reading columns for.
    void setActive(bool active);

  Q_SIGNALS:
    /// What the current run has of its images.
    void columnsChanged(const std::vector<nescio::NamedColumn>& columns);
    void drawn(const nescio::Explored& explored);
    /// Nothing to draw, and why.
    void nothing(const QString& sentence);

  private:
    void refresh();
    void offerColumns();
    void draw();
    [[nodiscard]] ExploreRequest gather() const;

    bool m_active = false;
    NamedColumn m_x, m_y;
    std::vector<NamedColumn> m_columns;
    QTimer m_soon;  ///< several changes in one go make one figure
};

}  // namespace nescio
