// The Attack tab: how far changes that nobody sees move the likelihood of the selected image, and the same on
// many images of a set, which then lie among the other sets.
#pragma once

#include <QTimer>
#include <QWidget>

#include "app/attacked_image.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;

namespace nescio {

class ImageView;

/// Controls on top, three pictures, and what the model says below.   Thread: GUI.
class AttackPage : public QWidget {
    Q_OBJECT

  public:
    explicit AttackPage(QWidget* parent = nullptr);

    using QWidget::show;
    /// Ids and titles of the sets that can be attacked as a whole.
    void setSets(const std::vector<std::pair<QString, QString>>& sets);
    void show(const AttackedImage& attack);
    /// Nothing to show, and why; the pictures go.
    void showSentence(const QString& sentence);
    /// An answer is on its way; the pictures stay.
    void showBusy();
    [[nodiscard]] bool hasData() const { return m_hasData; }
    [[nodiscard]] AttackOptions options() const;

  Q_SIGNALS:
    /// What is asked of the selected image changed.
    void imageRequested(const nescio::AttackOptions& options);
    void setRequested(const QString& setId, int images, const nescio::AttackOptions& options);

  private:
    void fillControls();
    QHBoxLayout* controlsRow();
    QHBoxLayout* picturesRow();
    QHBoxLayout* setRow();
    void normPicked();
    void budgetChanged();
    [[nodiscard]] QString words(const AttackedImage& attack) const;

    QComboBox *m_goal, *m_norm, *m_set;
    QSlider* m_budget;
    QLabel* m_budgetText;
    QSpinBox *m_steps, *m_images;
    QPushButton* m_attackSet;
    ImageView *m_before, *m_difference, *m_after;
    QLabel* m_words;
    bool m_hasData = false;
    QTimer m_soon;  ///< a dragged slider asks for its last place, not for every one
};

}  // namespace nescio
