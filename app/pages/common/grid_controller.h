// Fills the grid of thumbnails: the images that are looked at, chosen ones or those of the picked set, as
// stored or sorted by any column that the run has of them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/session/controller.h"
#include "core/views/columns_of_set.h"
#include "widgets/image_grid.h"

namespace nescio {

class LibraryController;

/// How the images are sorted.
struct GridOrder {
    std::string column;  ///< as formulas name it ("log_p"); "": as stored
    bool descending = false;
    bool operator==(const GridOrder&) const = default;
};

/// Sorts on a lane, hands out plain content.   Thread: GUI.
class GridController : public Controller {
    Q_OBJECT

  public:
    GridController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    void setOrder(const GridOrder& order);
    /// Only a grid that is seen is worth filling.
    void setActive(bool active);

  Q_SIGNALS:
    void filled(const nescio::GridContent& content);
    /// What the current run has of its images, by which they can be sorted.
    void columnsChanged(const std::vector<nescio::NamedColumn>& columns);

  private:
    struct Request;

    void refresh();
    void offerColumns();
    void submit(Request request);
    [[nodiscard]] Request requestFor(const std::vector<std::string>& setIds) const;
    void addDropped(Request& request) const;
    void fetch(const std::vector<std::string>& setIds);

    LibraryController& m_library;
    std::set<std::string> m_asked;  ///< sets whose images were looked for; once is enough
    GridOrder m_order;
    bool m_active = false;
    std::vector<NamedColumn> m_columns;
};

}  // namespace nescio
