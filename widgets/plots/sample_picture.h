// A grid of images with words over, under and between them, as plain values that paint themselves.
#pragma once

#include "core/values/plot_data.h"
#include "core/values/result_figure.h"
#include "widgets/plots/figure_style.h"
#include "widgets/plots/panel_picture.h"
#include "widgets/plots/sample_grid.h"

namespace nescio {

/// SamplesData in their groups.   Thread: GUI.
class SamplePicture : public PanelPicture {
  public:
    SamplePicture() = default;
    explicit SamplePicture(SamplesData data, SampleGroups groups = {});
    static std::shared_ptr<const PanelPicture> fromJson(const QJsonObject& json);

    [[nodiscard]] const SamplesData& data() const { return m_data; }
    [[nodiscard]] bool empty() const { return m_data.images.empty(); }
    /// The same images, their title left to whoever shows them.
    [[nodiscard]] SamplePicture untitled() const;
    /// The words under an image's group, and over its row.
    [[nodiscard]] QString labelOf(int image) const;
    [[nodiscard]] QString rowOf(int image) const;
    [[nodiscard]] SampleGrid gridOf(const QRectF& target, const FigureStyle& style) const;

    void paint(QPainter& painter, const QRectF& box, const FigureStyle& style) const override;
    [[nodiscard]] double heightFor(double width, const FigureStyle& style) const override;
    [[nodiscard]] QString id() const override { return QStringLiteral("samples"); }
    [[nodiscard]] QJsonObject toJson() const override;

  private:
    [[nodiscard]] SampleGridContent contentFor(const FigureStyle& style) const;
    [[nodiscard]] QString captionFor(const SampleGrid& grid, const FigureStyle& style) const;
    void paintImages(QPainter& painter, const SampleGrid& grid, bool paper) const;
    void paintWords(QPainter& painter, const SampleGrid& grid, const FigureStyle& style) const;

    SamplesData m_data;
    SampleGroups m_groups;
};

}  // namespace nescio
