// The card of the image under the pointer, for the plots and grids of a page.
#pragma once

#include <QObject>

#include "app/session/session.h"

namespace nescio {

class ImageCard;
class ImageGrid;
class PlotView;

/// Finds the image and its numbers in the session.   Thread: GUI.
class HoverCard : public QObject {
    Q_OBJECT

  public:
    HoverCard(Session& session, QWidget* page);

    void follow(ImageGrid* grid);
    void follow(PlotView* plot);

    /// Nothing is under the pointer of a page that is hidden or behind another window.
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void show(const QString& setId, qint64 index, const QPoint& global, const QString& words);
    /// "FashionMNIST test #12" and its class.
    [[nodiscard]] QString nameOf(const std::string& setId, std::int64_t index) const;
    /// What the current run says of it.
    [[nodiscard]] QString numbersOf(const std::string& setId, std::int64_t index) const;

    Session& m_session;
    ImageCard* m_card;
};

}  // namespace nescio
