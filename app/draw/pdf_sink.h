// A report as a PDF of A4 pages: text flows, figures are vectors.
#pragma once

#include <memory>

#include <QTextCursor>
#include <QTextDocument>

#include "app/draw/report_sink.h"

namespace nescio {

class FigureObjects;

/// Thread: GUI.
class PdfSink : public ReportSink {
  public:
    explicit PdfSink(QString path);
    ~PdfSink() override;

    void title(const QString& text, const QString& subtitle) override;
    void heading(int level, const QString& text) override;
    void paragraph(const QString& text) override;
    void list(const QStringList& sentences) override;
    void facts(const Facts& facts) override;
    void table(const ResultTable& table) override;
    void figure(FigureRecipe figure) override;
    void finish() override;

  private:
    struct Words {
        double points = 9;
        bool bold = false;
        const char* colour = "#1F2328";
        double above = 0;  ///< points
    };
    void text(const QString& words, const Words& look);
    void html(const QString& html);

    QString m_path, m_title;
    QTextDocument m_document;
    QTextCursor m_cursor;
    std::unique_ptr<FigureObjects> m_figures;
};

}  // namespace nescio
