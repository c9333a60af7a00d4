// "Start here": what the middle of the window shows until there is something to plot.
#pragma once

#include <QWidget>

class QCommandLinkButton;

namespace nescio {

/// Three ways to begin and a place to drop things.   Thread: GUI.
class StartPage : public QWidget {
    Q_OBJECT

  public:
    explicit StartPage(QWidget* parent = nullptr);

    /// Greys out "Show me the paradox" while something trains.
    void setParadoxEnabled(bool enabled);

  protected:
    void changeEvent(QEvent* event) override;

  Q_SIGNALS:
    void paradoxRequested();
    void openRunRequested();
    void addDataRequested();

  private:
    QCommandLinkButton* addChoice(const char* name, const QString& title, const QString& text);
    void dressIcons();
    QCommandLinkButton* m_paradox;
    QCommandLinkButton* m_open;
    QCommandLinkButton* m_add;
};

}  // namespace nescio
