// The status strip: what runs, how far it is, how fast, how long still, how to cancel it, on which device,
// and why not on CUDA.
#pragma once

#include <vector>

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace nescio {

class ElidedLabel;

/// One running job as the strip shows it.
struct JobFacts {
    QString what;       ///< "training glow·quick"
    QString detail;     ///< "epoch 3 of 8 · 3.21 bits/dim"
    double share = -1;  ///< 0..1; negative while unknown
    double imagesPerSecond = 0;
    double secondsLeft = -1;
    int lane = 0;  ///< handed back with cancelRequested
    bool cancelling = false;
    bool operator==(const JobFacts&) const = default;
};

/// Shows running jobs and the device.   Thread: GUI.
class JobStrip : public QWidget {
    Q_OBJECT

  public:
    explicit JobStrip(QWidget* parent = nullptr);

    using QWidget::show;
    void show(const std::vector<JobFacts>& jobs);
    void showDevice(const QString& device, const QString& reason);
    /// What the strip says in words, for screen readers and tests.
    [[nodiscard]] QString summary() const;

  protected:
    bool event(QEvent* event) override;

  Q_SIGNALS:
    void cancelRequested(int lane);

  private:
    struct Row {
        QWidget* whole = nullptr;
        ElidedLabel* words = nullptr;
        QLabel* left = nullptr;  ///< time left: of fixed width, never shortened
        QProgressBar* bar = nullptr;
        QToolButton* cancel = nullptr;
    };

    Row makeRow(int at);
    void sayDevice();
    static void fill(const Row& row, const JobFacts& job, bool brief);

    std::vector<JobFacts> m_jobs;
    std::vector<Row> m_rows;
    QString m_deviceWords;
    QString m_reason;
    QLabel* m_idle;
    ElidedLabel* m_device;
};

}  // namespace nescio
