// A report as one HTML file that needs nothing else: no network, no script, figures inside as SVG.
#pragma once

#include "app/draw/report_sink.h"

namespace nescio {

/// Thread: GUI.
class HtmlSink : public ReportSink {
  public:
    explicit HtmlSink(QString path);

    void title(const QString& text, const QString& subtitle) override;
    void heading(int level, const QString& text) override;
    void paragraph(const QString& text) override;
    void list(const QStringList& sentences) override;
    void facts(const Facts& facts) override;
    void table(const ResultTable& table) override;
    void figure(FigureRecipe figure) override;
    void finish() override;

  private:
    QString m_path, m_title, m_body;
};

}  // namespace nescio
