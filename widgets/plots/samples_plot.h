// What a model dreams of: a grid of its samples.
#pragma once

#include <QPixmap>

#include "core/values/plot_data.h"
#include "core/values/result_figure.h"
#include "widgets/plots/figure_style.h"
#include "widgets/plots/plot_view.h"
#include "widgets/plots/sample_picture.h"

namespace nescio {

/// Draws SamplesData, or the images of a result in their rows. Arrow keys move, Enter or a click picks an
/// image.   Thread: GUI.
class SamplesPlot : public PlotView {
    Q_OBJECT

  public:
    explicit SamplesPlot(QWidget* parent = nullptr);

    using QWidget::show;
    void show(const SamplesData& samples, const SampleGroups& groups = {});
    /// `resultId` comes before the images' own id in names of files.
    void show(const ResultImages& images, const std::string& resultId = {});
    /// Whether the images can be found in sets.
    [[nodiscard]] bool hasImages() const;

    [[nodiscard]] QString figureName() const override { return m_name; }
    [[nodiscard]] bool hasData() const override { return !m_picture.empty(); }
    [[nodiscard]] QString summary() const override;
    /// One row an image: index, source, shape, mean byte, the words over its row and under its group.
    [[nodiscard]] QString csv() const override;
    [[nodiscard]] Figure paperFigure(const QSizeF& size, const FigureStyle& style) const override;
    void showSentence(const QString& sentence) override;
    void setTheme(const Theme& theme) override;
    void setBrush(const std::shared_ptr<const Brush>& brush) override;
    [[nodiscard]] QSize sizeHint() const override { return {640, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 160}; }

  Q_SIGNALS:
    void imageActivated(int index);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] FigureStyle screenStyle() const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] int indexAt(const QPointF& place) const;
    void moveTo(int index);
    void activate(int index);
    void drawChosen(QPainter& painter) const;
    /// Where the image lies in its set; null where it is of none.
    [[nodiscard]] const ImagePlace* placeOf(int index) const;
    void redraw();

    Theme m_theme;
    SamplePicture m_picture;
    std::vector<ImagePlace> m_places;  ///< one an image, or none
    std::shared_ptr<const Brush> m_brush = std::make_shared<const Brush>();
    QString m_name = QStringLiteral("samples");
    QString m_sentence;
    QPixmap m_drawn;  ///< empty: has to be drawn again
    int m_current = -1;
    int m_pressed = -1;
};

}  // namespace nescio
