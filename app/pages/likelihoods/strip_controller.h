// Fills the strip of thumbnails: the images of the picked set, as stored or sorted by what the model thinks
// of them.
#pragma once

#include <set>

#include "app/session/controller.h"
#include "widgets/image_strip.h"

namespace nescio {

class LibraryController;

enum class StripOrder { AsStored, MostLikelyFirst, LeastLikelyFirst };

/// Sorts on a lane, hands out plain content.   Thread: GUI.
class StripController : public Controller {
    Q_OBJECT

  public:
    StripController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    void setOrder(StripOrder order);

  Q_SIGNALS:
    void filled(const nescio::ImageStrip::Content& content);

  private:
    void refresh();
    void fillWithDropped();
    void fillFromSet(const DataEntry& set);

    LibraryController& m_library;
    std::set<std::string> m_asked;  ///< sets whose images were looked for; once is enough
    StripOrder m_order = StripOrder::AsStored;
};

}  // namespace nescio
