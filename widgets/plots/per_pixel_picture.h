// An image, the map of its surprise and the bar of colours, as plain values that paint themselves.
#pragma once

#include <optional>

#include "core/values/image.h"
#include "widgets/plots/panel_picture.h"
#include "widgets/plots/per_pixel_map.h"

namespace nescio {

/// Thread: GUI.
class PerPixelPicture : public PanelPicture {
  public:
    PerPixelPicture() = default;
    PerPixelPicture(PerPixelMap map, std::optional<Image> image);
    static std::shared_ptr<const PanelPicture> fromJson(const QJsonObject& json);

    [[nodiscard]] const PerPixelMap& map() const { return m_map; }
    [[nodiscard]] PerPixelLayout layOut(const QRectF& target, const PerPixelWords& around,
                                        const FigureStyle& style) const;
    void paintAt(QPainter& painter, const PerPixelLayout& place, const FigureStyle& style) const;

    void paint(QPainter& painter, const QRectF& box, const FigureStyle& style) const override;
    [[nodiscard]] double heightFor(double width, const FigureStyle& style) const override;
    [[nodiscard]] QString id() const override { return QStringLiteral("per_pixel"); }
    [[nodiscard]] QJsonObject toJson() const override;

  private:
    void paintBar(QPainter& painter, const QRectF& bar, const FigureStyle& style) const;

    PerPixelMap m_map;
    std::optional<Image> m_image;
};

}  // namespace nescio
