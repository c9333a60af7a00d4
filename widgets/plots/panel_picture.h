// What a panel shows in place of axes and data: images, which paint themselves.
#pragma once

#include <memory>

#include <QJsonObject>
#include <QRectF>
#include <QString>

class QPainter;

namespace nescio {

struct FigureStyle;

/// Pictures in a panel.   Thread: GUI.
class PanelPicture {
  public:
    virtual ~PanelPicture() = default;
    virtual void paint(QPainter& painter, const QRectF& box, const FigureStyle& style) const = 0;
    /// The height that suits a width.   Units: of the style.
    [[nodiscard]] virtual double heightFor(double width, const FigureStyle& style) const = 0;
    /// What kind it is, for files: "samples".
    [[nodiscard]] virtual QString id() const = 0;
    /// All that it takes to paint it again.
    [[nodiscard]] virtual QJsonObject toJson() const = 0;
};

/// The picture of an id and its JSON.   Throws: Error where it is none that is known.
std::shared_ptr<const PanelPicture> pictureFromJson(const QString& id, const QJsonObject& json);

}  // namespace nescio
