using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using MudBlazor;
using PlanDecomp.Contracts.AcrossPlans;
using PlanDecomp.Contracts.Jobs;
using PlanDecomp.Contracts.Json;
using PlanDecomp.Web.Client.Api;
using PlanDecomp.Web.Client.Jobs;

namespace PlanDecomp.Web.Client.Plans.Transfers;

/// <summary>Makes plans from a file or from pasted text. What is too large is refused here, before it is sent.</summary>
public partial class ImportDialog
{
    /// <summary>The server's limit, when it did not say another.</summary>
    private const long UsualLimit = 8 * 1024 * 1024;

    private static readonly string[] Formats = [PlanFormat.Auto, PlanFormat.Json, PlanFormat.Markdown, PlanFormat.Zip];

    private readonly string _formId = $"import-{Guid.NewGuid():N}";
    private ImportLimits? _limits;
    private string? _fileName;
    private long _fileSize;
    private string? _fileContent;
    private string _text = "";
    private string _title = "";
    private string _format = PlanFormat.Auto;
    private string? _refused;
    private string? _jobId;
    private Job? _ended;
    private IReadOnlyList<ImportedPlan> _plans = [];
    private ApiException? _fault;
    private bool _busy;
    private int _pick;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private TransfersClient Transfers { get; set; } = null!;

    [Inject]
    private JobsWatch Watch { get; set; } = null!;

    private long MaxBytes => _limits?.MaxBytes ?? UsualLimit;

    private string? Problem => _refused
        ?? (_fault is null || FieldErrorText.Of(L, _fault, "title") is not null ? null : FieldErrorText.All(L, _fault) ?? ApiFaultText.Of(L, _fault));

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _limits = await Transfers.ReadImportLimitsAsync(CancellationToken.None);
        }
        catch (ApiException)
        {
            // The server refuses what is too large all the same.
        }
    }

    private async Task TakeFileAsync(InputFileChangeEventArgs e)
    {
        // The same file can be chosen again only in a new field.
        _pick++;
        (_refused, _fault) = (null, null);
        if (e.File.Size > MaxBytes)
        {
            _refused = L[TransferText.TooLarge, e.File.Name, TransferText.Size(e.File.Size), TransferText.Size(MaxBytes)];
            return;
        }

        try
        {
            using var bytes = new MemoryStream((int)e.File.Size);
            await using var file = e.File.OpenReadStream(MaxBytes);
            await file.CopyToAsync(bytes);
            if (ImportDocument.ContentOf(bytes.ToArray()) is not { } content)
            {
                _refused = L[TransferText.NotText, e.File.Name];
                return;
            }

            (_fileName, _fileSize, _fileContent) = (e.File.Name, e.File.Size, content);
        }
        catch (Exception fault) when (fault is IOException or JSException)
        {
            // Moved or changed since it was chosen.
            _refused = L[TransferText.Unreadable, e.File.Name];
        }
    }

    private void DropFile() => (_fileName, _fileContent, _refused) = (null, null, null);

    private async Task StartAsync()
    {
        if (_busy) return;
        (_refused, _fault) = (null, null);
        var content = _fileContent ?? _text;
        if (string.IsNullOrWhiteSpace(content))
        {
            _refused = L[TransferText.NothingGiven];
            return;
        }

        var request = new ImportPlanRequest { Content = content, Format = _format, Title = string.IsNullOrWhiteSpace(_title) ? null : _title };
        if (ImportDocument.SizeOf(request) is var size && size > MaxBytes)
        {
            _refused = _fileName is null
                ? L[TransferText.TextTooLarge, TransferText.Size(size), TransferText.Size(MaxBytes)]
                : L[TransferText.TooLarge, _fileName, TransferText.Size(size), TransferText.Size(MaxBytes)];
            return;
        }

        _busy = true;
        try
        {
            var job = await Transfers.ImportAsync(request, CancellationToken.None);
            Watch.Add(job);
            (_jobId, _ended, _plans) = (job.JobId, null, []);
        }
        catch (ApiException e)
        {
            _fault = e;
        }
        finally
        {
            _busy = false;
        }
    }

    private void Take(Job job)
    {
        _ended = job;
        _plans = job.Result?.Deserialize(ContractsJson.Default.ImportResult)?.Plans ?? [];
    }

    // With what was given before, to be mended.
    private void Again() => (_jobId, _ended) = (null, null);
}
