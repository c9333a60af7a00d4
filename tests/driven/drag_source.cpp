// Another program to drag files from: a small window that offers the files it is called with to whoever they
// are let go over, by the protocol of the window system. It says "shown" once it can be pressed, and after a
// drag what became of it.
#include <cstdio>

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QTimer>
#include <QUrl>
#include <QWidget>

namespace {

class DragSource : public QWidget {
  public:
    explicit DragSource(const QStringList& paths) {
        for (const QString& path : paths) m_urls << QUrl::fromLocalFile(path);
        setWindowFlag(Qt::FramelessWindowHint);
    }

  protected:
    void mouseMoveEvent(QMouseEvent* event) override {
        if (!(event->buttons() & Qt::LeftButton)) return;
        auto* drag = new QDrag(this);  // deletes itself
        auto* carried = new QMimeData;
        carried->setUrls(m_urls);
        drag->setMimeData(carried);
        say(drag->exec(Qt::CopyAction) == Qt::CopyAction ? "taken" : "refused");
    }
    void showEvent(QShowEvent* /*event*/) override {
        QTimer::singleShot(0, this, [] { say("shown"); });
    }

  private:
    static void say(const char* what) {
        std::puts(what);
        std::fflush(stdout);
    }
    QList<QUrl> m_urls;
};

}  // namespace

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    const QStringList given = QApplication::arguments();
    if (given.size() < 4) {
        std::fputs("usage: drag_source X Y FILE...\n", stderr);
        return 2;
    }
    DragSource source(given.mid(3));
    source.setGeometry(given[1].toInt(), given[2].toInt(), 80, 80);
    source.show();
    return QApplication::exec();
}
