// The Attack tab: how far changes that nobody sees move the likelihood of the selected image, and the same on
// many images of a set, which then lie among the other sets.
#pragma once

#include <QTimer>

#include "app/pages/page.h"
#include "core/views/attacked_image.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;

namespace nescio {

class AttackController;
class ImageView;
class SetBox;

/// Controls on top, three pictures, and what the model says below.   Thread: GUI.
class AttackPage : public Page {
    Q_OBJECT

  public:
    explicit AttackPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Attac&k"); }
    [[nodiscard]] QString tip() const override {
        return tr("How far small changes move the likelihood of the selected image");
    }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& /*theme*/) override {}  // the palette says it all
    [[nodiscard]] bool hasData() const { return m_hasData; }

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    /// Only while somebody looks: an attack is forty gradients.
    void attack();
    void showAttack(const AttackedImage& attack);
    /// Nothing to show, and why; the pictures go.
    void showSentence(const QString& sentence);
    /// An answer is on its way; the pictures stay.
    void showBusy();
    [[nodiscard]] AttackOptions options() const;
    void fillControls();
    QHBoxLayout* controlsRow();
    QHBoxLayout* picturesRow();
    QHBoxLayout* setRow();
    void normPicked();
    void budgetChanged();
    [[nodiscard]] QString words(const AttackedImage& attack) const;

    Session* m_session = nullptr;
    AttackController* m_controller = nullptr;
    QComboBox *m_goal, *m_norm;
    SetBox* m_set;
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
