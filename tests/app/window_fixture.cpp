#include "window_fixture.h"

#include <clocale>

#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QImage>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QUrl>

#include "widgets/banner.h"
#include "widgets/drop_area.h"

namespace nescio {

void useThrowawayFolders() {
    static const QTemporaryDir folder;
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("nescio-test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    std::setlocale(LC_NUMERIC, "C");
}

QAction* entry(const QMenu& of, const QString& text) {
    for (auto* known : of.actions())
        if (known->text() == text) return known;
    return nullptr;
}

WindowFixture::WindowFixture() : m_window(std::make_unique<MainWindow>()) {
    m_window->resize(1280, 800);  // the design size; the offscreen screen is smaller
    m_window->show();
    (void)QTest::qWaitForWindowExposed(m_window.get());
    (void)QTest::qWaitFor([this] { return !session().engine().models.empty(); }, kPatienceMs);
}

QString WindowFixture::sentence() const {
    return m_window->parts().banner->sentence();
}

QString WindowFixture::writePng(const QString& name, int width, int height, int grey) const {
    QImage image(width, height, QImage::Format_Grayscale8);
    image.fill(grey);
    image.save(path(name));
    return path(name);
}

QString WindowFixture::writeBytes(const QString& name, const QByteArray& bytes) const {
    QFile file(path(name));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
    return path(name);
}

TrainRequest WindowFixture::tinyTraining(const QString& out, int steps) const {
    TrainRequest request;
    request.spec.trainData = "synthetic/garments";
    request.spec.trainLimit = 512;
    request.spec.modelOptions = {
        {"levels", std::int64_t{1}}, {"steps", std::int64_t{2}}, {"hidden", std::int64_t{4}}};
    request.spec.trainOptions = {
        {"batch", std::int64_t{16}}, {"steps", std::int64_t{steps}}, {"warmup", std::int64_t{0}}};
    request.out = path(out).toStdString();
    return request;
}

TrainRequest WindowFixture::quickTraining(const QString& out, int steps) const {
    TrainRequest request;
    request.spec.trainData = "synthetic/garments";
    request.spec.trainOptions = {{"steps", std::int64_t{steps}}, {"warmup", std::int64_t{10}}};
    request.out = path(out).toStdString();
    return request;
}

bool WindowFixture::train(const TrainRequest& request, int timeoutMs) {
    bool over = false;
    const auto connection = QObject::connect(&controllers().training, &TrainingController::ended,
                                             m_window.get(), [&over] { over = true; });
    controllers().training.start(request);
    const bool inTime = QTest::qWaitFor([&over] { return over; }, timeoutMs);
    QObject::disconnect(connection);
    return inTime;
}

bool WindowFixture::addDataSet(const std::string& what) {
    const auto before = session().dataSets().size();
    controllers().library.addDataSet(what);
    return QTest::qWaitFor([&] { return session().dataSets().size() > before; }, kPatienceMs);
}

std::int64_t WindowFixture::imagesInFigures() {
    std::int64_t count = 0;
    for (const auto& [id, table] : session().currentRun()->tables)
        if (const auto* set = session().dataSet(id); set && set->shown)
            count += static_cast<std::int64_t>(table->rows());
    return count;
}

bool WindowFixture::settle(int timeoutMs) {
    return QTest::qWaitFor(
        [this] {
            const auto& jobs = controllers().jobs();
            return !jobs.interactive.busy() && !jobs.training.busy() && !jobs.downloads.busy();
        },
        timeoutMs);
}

QString WindowFixture::drop(const QStringList& paths) {
    QMimeData carried;
    QList<QUrl> urls;
    for (const QString& file : paths) urls << QUrl::fromLocalFile(file);
    carried.setUrls(urls);
    const QPoint middle = m_window->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &carried, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QString promise =
        m_window->parts().dropArea->isVisible() ? m_window->parts().dropArea->promise() : QString();
    keepScreenshot(QStringLiteral("drop.png"));
    QDropEvent letGo(QPointF(middle), Qt::CopyAction, &carried, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &letGo);
    return promise;
}

void WindowFixture::keepScreenshot(const QString& name) {
    const QString folder = qEnvironmentVariable("NESCIO_SCREENSHOTS");
    if (!folder.isEmpty()) m_window->grab().save(QDir(folder).filePath(name));
}

}  // namespace nescio
