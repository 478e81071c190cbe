// Written by `npm run build:docs` from docs/api/openapi.json. Change the routes, then run it again.
// @ts-nocheck

import { client } from './client.gen.ts';
import type { Client, ClientMeta, Options as Options2, RequestResult, TDataShape } from './client/index.ts';
import type { AcceptFulfillmentOrderData, AcceptFulfillmentOrderErrors, AcceptFulfillmentOrderResponses, AcceptPlanningProposalData, AcceptPlanningProposalErrors, AcceptPlanningProposalResponses, AddOrderNoteData, AddOrderNoteErrors, AddOrderNoteResponses, AdjustStockData, AdjustStockErrors, AdjustStockResponses, AdviseDispositionData, AdviseDispositionErrors, AdviseDispositionResponses, AnswerContestData, AnswerContestErrors, AnswerContestResponses, ApproveModelVersionData, ApproveModelVersionErrors, ApproveModelVersionResponses, ApproveTransferData, ApproveTransferErrors, ApproveTransferResponses, AskCarrierQuotesData, AskCarrierQuotesErrors, AskCarrierQuotesResponses, AskForVerificationData, AskForVerificationErrors, AskForVerificationResponses, AssessReturnRiskData, AssessReturnRiskErrors, AssessReturnRiskResponses, BackfillChannelAccountData, BackfillChannelAccountErrors, BackfillChannelAccountResponses, BeginTrainingData, BeginTrainingErrors, BeginTrainingResponses, CancelOrderData, CancelOrderErrors, CancelOrderResponses, CancelPurchaseOrderData, CancelPurchaseOrderErrors, CancelPurchaseOrderResponses, CancelTransferData, CancelTransferErrors, CancelTransferResponses, CarrierPerformanceData, CarrierPerformanceErrors, CarrierPerformanceResponses, ChallengeModelVersionData, ChallengeModelVersionErrors, ChallengeModelVersionResponses, ChangeOwnPasswordData, ChangeOwnPasswordErrors, ChangeOwnPasswordResponses, ClosePurchaseOrderData, ClosePurchaseOrderErrors, ClosePurchaseOrderResponses, CloseTransferData, CloseTransferErrors, CloseTransferResponses, CollectFulfillmentOrderData, CollectFulfillmentOrderErrors, CollectFulfillmentOrderResponses, ConfirmPaymentData, ConfirmPaymentErrors, ConfirmPaymentResponses, ConfirmVerificationData, ConfirmVerificationErrors, ConfirmVerificationResponses, ContestDecisionData, ContestDecisionErrors, ContestDecisionResponses, CorrectShippingAddressData, CorrectShippingAddressErrors, CorrectShippingAddressResponses, CountStockData, CountStockErrors, CountStockResponses, CreateApiKeyData, CreateApiKeyErrors, CreateApiKeyResponses, CreateBulkJobData, CreateBulkJobErrors, CreateBulkJobResponses, CreatePurchaseOrderData, CreatePurchaseOrderErrors, CreatePurchaseOrderResponses, CreateSimulationData, CreateSimulationErrors, CreateSimulationResponses, CreateTransferData, CreateTransferErrors, CreateTransferResponses, CreateUserData, CreateUserErrors, CreateUserResponses, DeclinePlanningProposalData, DeclinePlanningProposalErrors, DeclinePlanningProposalResponses, DeleteChannelAccountData, DeleteChannelAccountErrors, DeleteChannelAccountResponses, DeleteForecastFeedRowData, DeleteForecastFeedRowErrors, DeleteForecastFeedRowResponses, DeliverFulfillmentOrderData, DeliverFulfillmentOrderErrors, DeliverFulfillmentOrderResponses, DisableUserData, DisableUserErrors, DisableUserResponses, EnableUserData, EnableUserErrors, EnableUserResponses, EnterVerificationCodeData, EnterVerificationCodeErrors, EnterVerificationCodeResponses, EvacuateLocationData, EvacuateLocationErrors, EvacuateLocationResponses, EvaluateModelGatesData, EvaluateModelGatesErrors, EvaluateModelGatesResponses, EvaluateRouteData, EvaluateRouteErrors, EvaluateRouteResponses, ExtendPickupOfFulfillmentOrderData, ExtendPickupOfFulfillmentOrderErrors, ExtendPickupOfFulfillmentOrderResponses, GetArticleAvailabilityData, GetArticleAvailabilityErrors, GetArticleAvailabilityResponses, GetAvailableToPromiseData, GetAvailableToPromiseErrors, GetAvailableToPromiseResponses, GetBulkJobData, GetBulkJobErrors, GetBulkJobResponses, GetCarrierVolumesData, GetCarrierVolumesErrors, GetCarrierVolumesResponses, GetConsentsData, GetConsentsErrors, GetConsentsResponses, GetDeadLetterData, GetDeadLetterErrors, GetDeadLetterResponses, GetDecisionData, GetDecisionErrors, GetDecisionFairnessData, GetDecisionFairnessErrors, GetDecisionFairnessResponses, GetDecisionKpisData, GetDecisionKpisErrors, GetDecisionKpisResponses, GetDecisionResponses, GetDeliveryOptionsData, GetDeliveryOptionsErrors, GetDeliveryOptionsResponses, GetDeliveryTasteData, GetDeliveryTasteErrors, GetDeliveryTasteResponses, GetForecastAccuracyData, GetForecastAccuracyErrors, GetForecastAccuracyResponses, GetForecastData, GetForecastErrors, GetForecastResponses, GetForecastTotalsData, GetForecastTotalsErrors, GetForecastTotalsResponses, GetFraudBandsData, GetFraudBandsErrors, GetFraudBandsResponses, GetFraudCaseData, GetFraudCaseErrors, GetFraudCaseResponses, GetFulfillmentOrderData, GetFulfillmentOrderErrors, GetFulfillmentOrderHistoryData, GetFulfillmentOrderHistoryErrors, GetFulfillmentOrderHistoryResponses, GetFulfillmentOrderResponses, GetFutureValuesData, GetFutureValuesErrors, GetFutureValuesResponses, GetHealthData, GetHealthErrors, GetHealthResponses, GetKpisData, GetKpisErrors, GetKpisResponses, GetMeData, GetMeErrors, GetMeResponses, GetModelData, GetModelDriftData, GetModelDriftErrors, GetModelDriftResponses, GetModelErrors, GetModelResponses, GetOrderData, GetOrderDifferenceData, GetOrderDifferenceErrors, GetOrderDifferenceResponses, GetOrderErrors, GetOrderExecutionsData, GetOrderExecutionsErrors, GetOrderExecutionsResponses, GetOrderPayloadData, GetOrderPayloadErrors, GetOrderPayloadResponses, GetOrderResponses, GetOrderTimelineData, GetOrderTimelineErrors, GetOrderTimelineResponses, GetOrderWhyData, GetOrderWhyErrors, GetOrderWhyResponses, GetPipelineData, GetPipelineErrors, GetPipelineResponses, GetPolicySchemaData, GetPolicySchemaErrors, GetPolicySchemaResponses, GetPolicyVersionData, GetPolicyVersionErrors, GetPolicyVersionResponses, GetProductData, GetProductErrors, GetProductResponses, GetPromotionReportData, GetPromotionReportErrors, GetPromotionReportResponses, GetPromotionsData, GetPromotionsErrors, GetPromotionsResponses, GetPurchaseOrderData, GetPurchaseOrderErrors, GetPurchaseOrderHistoryData, GetPurchaseOrderHistoryErrors, GetPurchaseOrderHistoryResponses, GetPurchaseOrderResponses, GetReviewQueueData, GetReviewQueueErrors, GetReviewQueueResponses, GetSignInMethodData, GetSignInMethodErrors, GetSignInMethodResponses, GetSimulationData, GetSimulationErrors, GetSimulationResponses, GetStaffingPlanData, GetStaffingPlanErrors, GetStaffingPlanResponses, GetStatusData, GetStatusErrors, GetStatusResponses, GetStockItemsData, GetStockItemsErrors, GetStockItemsResponses, GetStockLevelsData, GetStockLevelsErrors, GetStockLevelsResponses, GetStockMovementsData, GetStockMovementsErrors, GetStockMovementsResponses, GetStorefrontDeliveryData, GetStorefrontDeliveryErrors, GetStorefrontDeliveryResponses, GetStorefrontRecommendationsData, GetStorefrontRecommendationsErrors, GetStorefrontRecommendationsResponses, GetSupplierTermsData, GetSupplierTermsErrors, GetSupplierTermsResponses, GetTrainingData, GetTrainingErrors, GetTrainingResponses, GetTransferData, GetTransferErrors, GetTransferHistoryData, GetTransferHistoryErrors, GetTransferHistoryResponses, GetTransferResponses, GetWaitingOrdersData, GetWaitingOrdersErrors, GetWaitingOrdersResponses, GetWorkSummaryData, GetWorkSummaryErrors, GetWorkSummaryResponses, GiveDecisionFeedbackData, GiveDecisionFeedbackErrors, GiveDecisionFeedbackResponses, GrantMembershipData, GrantMembershipErrors, GrantMembershipResponses, HindsightData, HindsightErrors, HindsightResponses, ListAnomaliesData, ListAnomaliesErrors, ListAnomaliesResponses, ListApiKeysData, ListApiKeysErrors, ListApiKeysResponses, ListArticleAvailabilityData, ListArticleAvailabilityErrors, ListArticleAvailabilityResponses, ListBulkJobRowsData, ListBulkJobRowsErrors, ListBulkJobRowsResponses, ListBulkJobsData, ListBulkJobsErrors, ListBulkJobsResponses, ListBundlesData, ListBundlesErrors, ListBundlesResponses, ListChannelAccountsData, ListChannelAccountsErrors, ListChannelAccountsResponses, ListChannelStockData, ListChannelStockErrors, ListChannelStockResponses, ListCountsDueData, ListCountsDueErrors, ListCountsDueResponses, ListDeadLetterQueuesData, ListDeadLetterQueuesErrors, ListDeadLetterQueuesResponses, ListDeadLettersData, ListDeadLettersErrors, ListDeadLettersResponses, ListDecisionsData, ListDecisionsErrors, ListDecisionsResponses, ListExceptionsData, ListExceptionsErrors, ListExceptionsResponses, ListForecastFeedData, ListForecastFeedErrors, ListForecastFeedResponses, ListFraudReviewsData, ListFraudReviewsErrors, ListFraudReviewsResponses, ListFulfillmentOrdersData, ListFulfillmentOrdersErrors, ListFulfillmentOrdersResponses, ListLocationsData, ListLocationsErrors, ListLocationsResponses, ListModelsData, ListModelsErrors, ListModelsResponses, ListOrderAnomaliesData, ListOrderAnomaliesErrors, ListOrderAnomaliesResponses, ListOrderDecisionsData, ListOrderDecisionsErrors, ListOrderDecisionsResponses, ListOrderEventsData, ListOrderEventsErrors, ListOrderEventsResponses, ListOrderNotesData, ListOrderNotesErrors, ListOrderNotesResponses, ListOrderNoticesData, ListOrderNoticesErrors, ListOrderNoticesResponses, ListOrderPayloadsData, ListOrderPayloadsErrors, ListOrderPayloadsResponses, ListOrdersData, ListOrdersErrors, ListOrdersResponses, ListOutboxData, ListOutboxErrors, ListOutboxResponses, ListPersonRecommendationsData, ListPersonRecommendationsErrors, ListPersonRecommendationsResponses, ListPlanningProposalsData, ListPlanningProposalsErrors, ListPlanningProposalsResponses, ListPoliciesData, ListPoliciesErrors, ListPoliciesResponses, ListPolicyVersionsData, ListPolicyVersionsErrors, ListPolicyVersionsResponses, ListProductsData, ListProductsErrors, ListProductsResponses, ListPurchaseOrdersData, ListPurchaseOrdersErrors, ListPurchaseOrdersResponses, ListRecommendationsData, ListRecommendationsErrors, ListRecommendationsResponses, ListRecordChecksData, ListRecordChecksErrors, ListRecordChecksResponses, ListReturnsData, ListReturnsErrors, ListReturnsResponses, ListSafetyStockAlertsData, ListSafetyStockAlertsErrors, ListSafetyStockAlertsResponses, ListSimulationsData, ListSimulationsErrors, ListSimulationsResponses, ListTrainingsData, ListTrainingsErrors, ListTrainingsResponses, ListTransfersData, ListTransfersErrors, ListTransfersResponses, ListUsersData, ListUsersErrors, ListUsersResponses, OfferDeliveryOptionsData, OfferDeliveryOptionsErrors, OfferDeliveryOptionsResponses, OfferPromotionsData, OfferPromotionsErrors, OfferPromotionsResponses, OverrideDecisionData, OverrideDecisionErrors, OverrideDecisionResponses, PackFulfillmentOrderData, PackFulfillmentOrderErrors, PackFulfillmentOrderResponses, PickFulfillmentOrderData, PickFulfillmentOrderErrors, PickFulfillmentOrderResponses, PlaceHoldData, PlaceHoldErrors, PlaceHoldResponses, PlaceOrderData, PlaceOrderErrors, PlaceOrderResponses, PollChannelAccountData, PollChannelAccountErrors, PollChannelAccountResponses, PostSupplierTermsData, PostSupplierTermsErrors, PostSupplierTermsResponses, PrintPackingSlipData, PrintPackingSlipErrors, PrintPackingSlipResponses, PrintPickListData, PrintPickListErrors, PrintPickListResponses, PromoteModelVersionData, PromoteModelVersionErrors, PromoteModelVersionResponses, PutChannelAccountData, PutChannelAccountErrors, PutChannelAccountResponses, PutForecastFeedData, PutForecastFeedErrors, PutForecastFeedResponses, PutLocationData, PutLocationErrors, PutLocationResponses, PutPolicyData, PutPolicyErrors, PutPolicyResponses, PutProductData, PutProductErrors, PutProductResponses, ReadyFulfillmentOrderData, ReadyFulfillmentOrderErrors, ReadyFulfillmentOrderResponses, ReceivePurchaseOrderData, ReceivePurchaseOrderErrors, ReceivePurchaseOrderResponses, ReceiveStockData, ReceiveStockErrors, ReceiveStockResponses, ReceiveTransferData, ReceiveTransferErrors, ReceiveTransferResponses, ReclassifyStockData, ReclassifyStockErrors, ReclassifyStockResponses, RecordCarrierOutcomesData, RecordCarrierOutcomesErrors, RecordCarrierOutcomesResponses, RecordChargebackData, RecordChargebackErrors, RecordChargebackResponses, RecordReturnData, RecordReturnErrors, RecordReturnResponses, RedriveDeadLettersData, RedriveDeadLettersErrors, RedriveDeadLettersResponses, RegisterModelVersionData, RegisterModelVersionErrors, RegisterModelVersionResponses, RejectFulfillmentOrderData, RejectFulfillmentOrderErrors, RejectFulfillmentOrderResponses, RejectHoldData, RejectHoldErrors, RejectHoldResponses, ReleaseHoldData, ReleaseHoldErrors, ReleaseHoldResponses, ReportMishapData, ReportMishapErrors, ReportMishapResponses, RerouteOrderData, RerouteOrderErrors, RerouteOrderResponses, ReschedulePurchaseOrderData, ReschedulePurchaseOrderErrors, ReschedulePurchaseOrderResponses, ResendVerificationData, ResendVerificationErrors, ResendVerificationResponses, ReserveStockData, ReserveStockErrors, ReserveStockResponses, ResetPasswordData, ResetPasswordErrors, ResetPasswordResponses, ResolveAnomalyData, ResolveAnomalyErrors, ResolveAnomalyResponses, ResolveOrderAnomalyData, ResolveOrderAnomalyErrors, ResolveOrderAnomalyResponses, RestorePolicyData, RestorePolicyErrors, RestorePolicyResponses, ResumeBulkJobData, ResumeBulkJobErrors, ResumeBulkJobResponses, RetireModelVersionData, RetireModelVersionErrors, RetireModelVersionResponses, RevokeApiKeyData, RevokeApiKeyErrors, RevokeApiKeyResponses, RevokeMembershipData, RevokeMembershipErrors, RevokeMembershipResponses, RollBackModelData, RollBackModelErrors, RollBackModelResponses, ScanData, ScanErrors, ScanResponses, SearchData, SearchErrors, SearchProductsData, SearchProductsErrors, SearchProductsResponses, SearchResponses, ShadowModelVersionData, ShadowModelVersionErrors, ShadowModelVersionResponses, ShipFulfillmentOrderData, ShipFulfillmentOrderErrors, ShipFulfillmentOrderResponses, ShipTransferData, ShipTransferErrors, ShipTransferResponses, ShortPickFulfillmentOrderData, ShortPickFulfillmentOrderErrors, ShortPickFulfillmentOrderResponses, SignInData, SignInErrors, SignInResponses, StateConsentsData, StateConsentsErrors, StateConsentsResponses, StopBulkJobData, StopBulkJobErrors, StopBulkJobResponses, TestChannelAccountData, TestChannelAccountErrors, TestChannelAccountResponses } from './types.gen.ts';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};

/**
 * API keys of the tenant, oldest first, without their secrets
 *
 * Needs the scope `access:write`.
 */
export const listApiKeys = <ThrowOnError extends boolean = false>(options?: Options<ListApiKeysData, ThrowOnError>): RequestResult<ListApiKeysResponses, ListApiKeysErrors, ThrowOnError> => (options?.client ?? client).get<ListApiKeysResponses, ListApiKeysErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/api-keys',
    ...options
});

/**
 * Makes a key for a machine
 *
 * Needs the scope `access:write`.
 */
export const createApiKey = <ThrowOnError extends boolean = false>(options: Options<CreateApiKeyData, ThrowOnError>): RequestResult<CreateApiKeyResponses, CreateApiKeyErrors, ThrowOnError> => (options.client ?? client).post<CreateApiKeyResponses, CreateApiKeyErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/api-keys',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Ends a key, everywhere within 30 seconds
 *
 * Needs the scope `access:write`.
 */
export const revokeApiKey = <ThrowOnError extends boolean = false>(options: Options<RevokeApiKeyData, ThrowOnError>): RequestResult<RevokeApiKeyResponses, RevokeApiKeyErrors, ThrowOnError> => (options.client ?? client).delete<RevokeApiKeyResponses, RevokeApiKeyErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/api-keys/{id}',
    ...options
});

/**
 * Bulk jobs of the last 90 days, newest first
 *
 * Needs the scope `orders:read`.
 */
export const listBulkJobs = <ThrowOnError extends boolean = false>(options?: Options<ListBulkJobsData, ThrowOnError>): RequestResult<ListBulkJobsResponses, ListBulkJobsErrors, ThrowOnError> => (options?.client ?? client).get<ListBulkJobsResponses, ListBulkJobsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/bulk-jobs',
    ...options
});

/**
 * Cancels, holds or releases many orders; needs the scope of the action too: orders:manage to cancel, holds:write otherwise
 *
 * Needs the scope `orders:read`.
 */
export const createBulkJob = <ThrowOnError extends boolean = false>(options: Options<CreateBulkJobData, ThrowOnError>): RequestResult<CreateBulkJobResponses, CreateBulkJobErrors, ThrowOnError> => (options.client ?? client).post<CreateBulkJobResponses, CreateBulkJobErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/bulk-jobs',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * How far a bulk job has come
 *
 * Needs the scope `orders:read`.
 */
export const getBulkJob = <ThrowOnError extends boolean = false>(options: Options<GetBulkJobData, ThrowOnError>): RequestResult<GetBulkJobResponses, GetBulkJobErrors, ThrowOnError> => (options.client ?? client).get<GetBulkJobResponses, GetBulkJobErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/bulk-jobs/{id}',
    ...options
});

/**
 * Goes on with orders that wait, and tries those again that failed; needs the scope of its action too
 *
 * Needs the scope `orders:read`.
 */
export const resumeBulkJob = <ThrowOnError extends boolean = false>(options: Options<ResumeBulkJobData, ThrowOnError>): RequestResult<ResumeBulkJobResponses, ResumeBulkJobErrors, ThrowOnError> => (options.client ?? client).post<ResumeBulkJobResponses, ResumeBulkJobErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/bulk-jobs/{id}/resume',
    ...options
});

/**
 * What became of each order of a bulk job, in the order in which they were named
 *
 * Needs the scope `orders:read`.
 */
export const listBulkJobRows = <ThrowOnError extends boolean = false>(options: Options<ListBulkJobRowsData, ThrowOnError>): RequestResult<ListBulkJobRowsResponses, ListBulkJobRowsErrors, ThrowOnError> => (options.client ?? client).get<ListBulkJobRowsResponses, ListBulkJobRowsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/bulk-jobs/{id}/rows',
    ...options
});

/**
 * Leaves alone what the job has not tried yet; needs the scope of its action too
 *
 * Needs the scope `orders:read`.
 */
export const stopBulkJob = <ThrowOnError extends boolean = false>(options: Options<StopBulkJobData, ThrowOnError>): RequestResult<StopBulkJobResponses, StopBulkJobErrors, ThrowOnError> => (options.client ?? client).post<StopBulkJobResponses, StopBulkJobErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/bulk-jobs/{id}/stop',
    ...options
});

/**
 * Articles that are bought together more often than by chance, proposed as bundles
 *
 * Needs the scope `catalog:read`.
 */
export const listBundles = <ThrowOnError extends boolean = false>(options?: Options<ListBundlesData, ThrowOnError>): RequestResult<ListBundlesResponses, ListBundlesErrors, ThrowOnError> => (options?.client ?? client).get<ListBundlesResponses, ListBundlesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/bundles',
    ...options
});

/**
 * Parcels that were sent from elsewhere or before, to learn from; each is counted once
 *
 * Needs the scope `operations:write`.
 */
export const recordCarrierOutcomes = <ThrowOnError extends boolean = false>(options: Options<RecordCarrierOutcomesData, ThrowOnError>): RequestResult<RecordCarrierOutcomesResponses, RecordCarrierOutcomesErrors, ThrowOnError> => (options.client ?? client).post<RecordCarrierOutcomesResponses, RecordCarrierOutcomesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/carriers/outcomes',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What outcomes have taught of carriers, by service, zone and kind of goods
 *
 * Needs the scope `operations:read`.
 */
export const carrierPerformance = <ThrowOnError extends boolean = false>(options?: Options<CarrierPerformanceData, ThrowOnError>): RequestResult<CarrierPerformanceResponses, CarrierPerformanceErrors, ThrowOnError> => (options?.client ?? client).get<CarrierPerformanceResponses, CarrierPerformanceErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/carriers/performance',
    ...options
});

/**
 * What carriers ask for a parcel at this moment, through the service that the policy sourcing names
 *
 * Needs the scope `operations:write`.
 */
export const askCarrierQuotes = <ThrowOnError extends boolean = false>(options: Options<AskCarrierQuotesData, ThrowOnError>): RequestResult<AskCarrierQuotesResponses, AskCarrierQuotesErrors, ThrowOnError> => (options.client ?? client).post<AskCarrierQuotesResponses, AskCarrierQuotesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/carriers/quotes',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Channel accounts of the tenant, removed ones included, and how each is read
 *
 * Needs the scope `channels:read`.
 */
export const listChannelAccounts = <ThrowOnError extends boolean = false>(options?: Options<ListChannelAccountsData, ThrowOnError>): RequestResult<ListChannelAccountsResponses, ListChannelAccountsErrors, ThrowOnError> => (options?.client ?? client).get<ListChannelAccountsResponses, ListChannelAccountsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/channels/accounts',
    ...options
});

/**
 * What a channel account was last told of stock, article by article
 *
 * Needs the scope `channels:read`.
 */
export const listChannelStock = <ThrowOnError extends boolean = false>(options: Options<ListChannelStockData, ThrowOnError>): RequestResult<ListChannelStockResponses, ListChannelStockErrors, ThrowOnError> => (options.client ?? client).get<ListChannelStockResponses, ListChannelStockErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/channels/stock',
    ...options
});

/**
 * Takes no order from the account any more and reads it no more; what has come in stays
 *
 * Needs the scope `channels:write`.
 */
export const deleteChannelAccount = <ThrowOnError extends boolean = false>(options: Options<DeleteChannelAccountData, ThrowOnError>): RequestResult<DeleteChannelAccountResponses, DeleteChannelAccountErrors, ThrowOnError> => (options.client ?? client).delete<DeleteChannelAccountResponses, DeleteChannelAccountErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/channels/{channel}/accounts/{account}',
    ...options
});

/**
 * Adds a channel account or changes it; one that was removed is taken into use again
 *
 * Needs the scope `channels:write`.
 */
export const putChannelAccount = <ThrowOnError extends boolean = false>(options: Options<PutChannelAccountData, ThrowOnError>): RequestResult<PutChannelAccountResponses, PutChannelAccountErrors, ThrowOnError> => (options.client ?? client).put<PutChannelAccountResponses, PutChannelAccountErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/channels/{channel}/accounts/{account}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Takes in what changed between two moments; the same range again goes on and repeats nothing
 *
 * Needs the scope `operations:write`.
 */
export const backfillChannelAccount = <ThrowOnError extends boolean = false>(options: Options<BackfillChannelAccountData, ThrowOnError>): RequestResult<BackfillChannelAccountResponses, BackfillChannelAccountErrors, ThrowOnError> => (options.client ?? client).post<BackfillChannelAccountResponses, BackfillChannelAccountErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/channels/{channel}/accounts/{account}/backfills',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Has the account looked at now, also before the next look is due
 *
 * Needs the scope `operations:write`.
 */
export const pollChannelAccount = <ThrowOnError extends boolean = false>(options: Options<PollChannelAccountData, ThrowOnError>): RequestResult<PollChannelAccountResponses, PollChannelAccountErrors, ThrowOnError> => (options.client ?? client).post<PollChannelAccountResponses, PollChannelAccountErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/channels/{channel}/accounts/{account}/polls',
    ...options
});

/**
 * Tries the connection of an account within 10 seconds: secrets, credentials, rights, subscriptions; changes nothing
 *
 * Needs the scope `channels:write`.
 */
export const testChannelAccount = <ThrowOnError extends boolean = false>(options: Options<TestChannelAccountData, ThrowOnError>): RequestResult<TestChannelAccountResponses, TestChannelAccountErrors, ThrowOnError> => (options.client ?? client).post<TestChannelAccountResponses, TestChannelAccountErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/channels/{channel}/accounts/{account}/tests',
    ...options
});

/**
 * Ways in which goods could reach a customer, with price, dates and chance, in the order they most likely want them
 *
 * Needs the scope `orders:write`.
 */
export const offerDeliveryOptions = <ThrowOnError extends boolean = false>(options: Options<OfferDeliveryOptionsData, ThrowOnError>): RequestResult<OfferDeliveryOptionsResponses, OfferDeliveryOptionsErrors, ThrowOnError> => (options.client ?? client).post<OfferDeliveryOptionsResponses, OfferDeliveryOptionsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/checkout/delivery-options',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What a checkout was answered and why, and what was chosen
 *
 * Needs the scope `orders:read`.
 */
export const getDeliveryOptions = <ThrowOnError extends boolean = false>(options: Options<GetDeliveryOptionsData, ThrowOnError>): RequestResult<GetDeliveryOptionsResponses, GetDeliveryOptionsErrors, ThrowOnError> => (options.client ?? client).get<GetDeliveryOptionsResponses, GetDeliveryOptionsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/checkout/delivery-options/{id}',
    ...options
});

/**
 * Promotions of the shop that a cart gets, with what each is worth and why, the best first
 *
 * Needs the scope `orders:write`.
 */
export const offerPromotions = <ThrowOnError extends boolean = false>(options: Options<OfferPromotionsData, ThrowOnError>): RequestResult<OfferPromotionsResponses, OfferPromotionsErrors, ThrowOnError> => (options.client ?? client).post<OfferPromotionsResponses, OfferPromotionsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/checkout/promotions',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Which promotions a checkout was answered and why, and what became of them
 *
 * Needs the scope `orders:read`.
 */
export const getPromotions = <ThrowOnError extends boolean = false>(options: Options<GetPromotionsData, ThrowOnError>): RequestResult<GetPromotionsResponses, GetPromotionsErrors, ThrowOnError> => (options.client ?? client).get<GetPromotionsResponses, GetPromotionsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/checkout/promotions/{id}',
    ...options
});

/**
 * How likely the goods of a cart come back, what that would cost, and what may keep them from it
 *
 * Needs the scope `orders:write`.
 */
export const assessReturnRisk = <ThrowOnError extends boolean = false>(options: Options<AssessReturnRiskData, ThrowOnError>): RequestResult<AssessReturnRiskResponses, AssessReturnRiskErrors, ThrowOnError> => (options.client ?? client).post<AssessReturnRiskResponses, AssessReturnRiskErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/checkout/return-risk',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * How many messages and stream records were given up, by queue and stream reader
 *
 * Needs the scope `operations:read`.
 */
export const listDeadLetterQueues = <ThrowOnError extends boolean = false>(options?: Options<ListDeadLetterQueuesData, ThrowOnError>): RequestResult<ListDeadLetterQueuesResponses, ListDeadLetterQueuesErrors, ThrowOnError> => (options?.client ?? client).get<ListDeadLetterQueuesResponses, ListDeadLetterQueuesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/dead-letters',
    ...options
});

/**
 * Messages that a queue or stream reader could not handle
 *
 * Needs the scope `operations:read`.
 */
export const listDeadLetters = <ThrowOnError extends boolean = false>(options: Options<ListDeadLettersData, ThrowOnError>): RequestResult<ListDeadLettersResponses, ListDeadLettersErrors, ThrowOnError> => (options.client ?? client).get<ListDeadLettersResponses, ListDeadLettersErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/dead-letters/{queue}',
    ...options
});

/**
 * Sends dead letters back to be handled again
 *
 * Needs the scope `operations:write`.
 */
export const redriveDeadLetters = <ThrowOnError extends boolean = false>(options: Options<RedriveDeadLettersData, ThrowOnError>): RequestResult<RedriveDeadLettersResponses, RedriveDeadLettersErrors, ThrowOnError> => (options.client ?? client).post<RedriveDeadLettersResponses, RedriveDeadLettersErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/dead-letters/{queue}/redrive',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One dead letter, what is wrong with it, and whether the ledger still says the same
 *
 * Needs the scope `operations:read`.
 */
export const getDeadLetter = <ThrowOnError extends boolean = false>(options: Options<GetDeadLetterData, ThrowOnError>): RequestResult<GetDeadLetterResponses, GetDeadLetterErrors, ThrowOnError> => (options.client ?? client).get<GetDeadLetterResponses, GetDeadLetterErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/dead-letters/{queue}/{message_id}',
    ...options
});

/**
 * Decisions, those of the newest orders first
 *
 * Needs the scope `orders:read`.
 */
export const listDecisions = <ThrowOnError extends boolean = false>(options?: Options<ListDecisionsData, ThrowOnError>): RequestResult<ListDecisionsResponses, ListDecisionsErrors, ThrowOnError> => (options?.client ?? client).get<ListDecisionsResponses, ListDecisionsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/decisions',
    ...options
});

/**
 * Whether regions, channels and currencies are treated alike; over at most 31 days
 *
 * Needs the scope `operations:read`.
 */
export const getDecisionFairness = <ThrowOnError extends boolean = false>(options?: Options<GetDecisionFairnessData, ThrowOnError>): RequestResult<GetDecisionFairnessResponses, GetDecisionFairnessErrors, ThrowOnError> => (options?.client ?? client).get<GetDecisionFairnessResponses, GetDecisionFairnessErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/decisions/fairness',
    ...options
});

/**
 * How far decisions are accepted, overridden, justified in time, and pass an audit; over at most 31 days
 *
 * Needs the scope `operations:read`.
 */
export const getDecisionKpis = <ThrowOnError extends boolean = false>(options?: Options<GetDecisionKpisData, ThrowOnError>): RequestResult<GetDecisionKpisResponses, GetDecisionKpisErrors, ThrowOnError> => (options?.client ?? client).get<GetDecisionKpisResponses, GetDecisionKpisErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/decisions/kpis',
    ...options
});

/**
 * One decision of any kind: what it rested on, why, how sure, what became of it, and what people think of it
 *
 * Needs the scope `orders:read`.
 */
export const getDecision = <ThrowOnError extends boolean = false>(options: Options<GetDecisionData, ThrowOnError>): RequestResult<GetDecisionResponses, GetDecisionErrors, ThrowOnError> => (options.client ?? client).get<GetDecisionResponses, GetDecisionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/decisions/{id}',
    ...options
});

/**
 * Says what a person makes of a contested decision, and takes it out of the review queue
 *
 * Needs the scope `orders:manage`.
 */
export const answerContest = <ThrowOnError extends boolean = false>(options: Options<AnswerContestData, ThrowOnError>): RequestResult<AnswerContestResponses, AnswerContestErrors, ThrowOnError> => (options.client ?? client).post<AnswerContestResponses, AnswerContestErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/decisions/{id}/contests/{contest_id}/answer',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Says whether the decision was right; it becomes a label of its model
 *
 * Needs the scope `orders:manage`.
 */
export const giveDecisionFeedback = <ThrowOnError extends boolean = false>(options: Options<GiveDecisionFeedbackData, ThrowOnError>): RequestResult<GiveDecisionFeedbackResponses, GiveDecisionFeedbackErrors, ThrowOnError> => (options.client ?? client).post<GiveDecisionFeedbackResponses, GiveDecisionFeedbackErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/decisions/{id}/feedback',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Releases or upholds what a check has stopped, with a reason; it becomes a label of its model
 *
 * Needs the scope `orders:manage`.
 */
export const overrideDecision = <ThrowOnError extends boolean = false>(options: Options<OverrideDecisionData, ThrowOnError>): RequestResult<OverrideDecisionResponses, OverrideDecisionErrors, ThrowOnError> => (options.client ?? client).post<OverrideDecisionResponses, OverrideDecisionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/decisions/{id}/override',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What the shop’s customers want of a delivery, learned from what they chose
 *
 * Needs the scope `orders:read`.
 */
export const getDeliveryTaste = <ThrowOnError extends boolean = false>(options?: Options<GetDeliveryTasteData, ThrowOnError>): RequestResult<GetDeliveryTasteResponses, GetDeliveryTasteErrors, ThrowOnError> => (options?.client ?? client).get<GetDeliveryTasteResponses, GetDeliveryTasteErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/delivery-taste',
    ...options
});

/**
 * Orders that need a person or are late: stuck, backordered, in contradiction, not told of; those first whose trouble began first
 *
 * Needs the scope `orders:read`.
 */
export const listExceptions = <ThrowOnError extends boolean = false>(options?: Options<ListExceptionsData, ThrowOnError>): RequestResult<ListExceptionsResponses, ListExceptionsErrors, ThrowOnError> => (options?.client ?? client).get<ListExceptionsResponses, ListExceptionsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/exceptions',
    ...options
});

/**
 * What has been told in a feed, by day
 *
 * Needs the scope `operations:read`.
 */
export const listForecastFeed = <ThrowOnError extends boolean = false>(options: Options<ListForecastFeedData, ThrowOnError>): RequestResult<ListForecastFeedResponses, ListForecastFeedErrors, ThrowOnError> => (options.client ?? client).get<ListForecastFeedResponses, ListForecastFeedErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/forecast-feeds/{kind}',
    ...options
});

/**
 * Tells rows of a feed; a row of the same name replaces the one before
 *
 * Needs the scope `operations:write`.
 */
export const putForecastFeed = <ThrowOnError extends boolean = false>(options: Options<PutForecastFeedData, ThrowOnError>): RequestResult<PutForecastFeedResponses, PutForecastFeedErrors, ThrowOnError> => (options.client ?? client).put<PutForecastFeedResponses, PutForecastFeedErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/forecast-feeds/{kind}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Takes a row of a feed back
 *
 * Needs the scope `operations:write`.
 */
export const deleteForecastFeedRow = <ThrowOnError extends boolean = false>(options: Options<DeleteForecastFeedRowData, ThrowOnError>): RequestResult<DeleteForecastFeedRowResponses, DeleteForecastFeedRowErrors, ThrowOnError> => (options.client ?? client).delete<DeleteForecastFeedRowResponses, DeleteForecastFeedRowErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/forecast-feeds/{kind}/rows/{row_id}',
    ...options
});

/**
 * What is expected to be wanted of an article in the next four weeks, and where
 *
 * Needs the scope `inventory:read`.
 */
export const getForecast = <ThrowOnError extends boolean = false>(options: Options<GetForecastData, ThrowOnError>): RequestResult<GetForecastResponses, GetForecastErrors, ThrowOnError> => (options.client ?? client).get<GetForecastResponses, GetForecastErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/forecasts',
    ...options
});

/**
 * Forecasts of past weeks against what was wanted, beside the seasonal naive forecast
 *
 * Needs the scope `operations:read`.
 */
export const getForecastAccuracy = <ThrowOnError extends boolean = false>(options?: Options<GetForecastAccuracyData, ThrowOnError>): RequestResult<GetForecastAccuracyResponses, GetForecastAccuracyErrors, ThrowOnError> => (options?.client ?? client).get<GetForecastAccuracyResponses, GetForecastAccuracyErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/forecasts/accuracy',
    ...options
});

/**
 * What is expected to be wanted of all articles together, by location, channel, region or category
 *
 * Needs the scope `fulfilment:read`.
 */
export const getForecastTotals = <ThrowOnError extends boolean = false>(options?: Options<GetForecastTotalsData, ThrowOnError>): RequestResult<GetForecastTotalsResponses, GetForecastTotalsErrors, ThrowOnError> => (options?.client ?? client).get<GetForecastTotalsResponses, GetForecastTotalsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/forecasts/totals',
    ...options
});

/**
 * From which probability of fraud on an order of a value is verified, reviewed or better declined, by the policy fraud_bands
 *
 * Needs the scope `policies:read`.
 */
export const getFraudBands = <ThrowOnError extends boolean = false>(options?: Options<GetFraudBandsData, ThrowOnError>): RequestResult<GetFraudBandsResponses, GetFraudBandsErrors, ThrowOnError> => (options?.client ?? client).get<GetFraudBandsResponses, GetFraudBandsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fraud/bands',
    ...options
});

/**
 * Orders that wait for a reviewer, those first that are due first, with reasons and the action of least expected cost
 *
 * Needs the scope `orders:read`.
 */
export const listFraudReviews = <ThrowOnError extends boolean = false>(options?: Options<ListFraudReviewsData, ThrowOnError>): RequestResult<ListFraudReviewsResponses, ListFraudReviewsErrors, ThrowOnError> => (options?.client ?? client).get<ListFraudReviewsResponses, ListFraudReviewsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fraud/reviews',
    ...options
});

/**
 * Work of a location, most urgent first
 *
 * Needs the scope `fulfilment:read`.
 */
export const listFulfillmentOrders = <ThrowOnError extends boolean = false>(options: Options<ListFulfillmentOrdersData, ThrowOnError>): RequestResult<ListFulfillmentOrdersResponses, ListFulfillmentOrdersErrors, ThrowOnError> => (options.client ?? client).get<ListFulfillmentOrdersResponses, ListFulfillmentOrdersErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders',
    ...options
});

/**
 * One fulfillment order, with the address to ship to
 *
 * Needs the scope `fulfilment:read`.
 */
export const getFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<GetFulfillmentOrderData, ThrowOnError>): RequestResult<GetFulfillmentOrderResponses, GetFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).get<GetFulfillmentOrderResponses, GetFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}',
    ...options
});

/**
 * The warehouse takes the work on
 *
 * Needs the scope `fulfilment:write`.
 */
export const acceptFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<AcceptFulfillmentOrderData, ThrowOnError>): RequestResult<AcceptFulfillmentOrderResponses, AcceptFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<AcceptFulfillmentOrderResponses, AcceptFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/accept',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The goods were handed to whoever came for them
 *
 * Needs the scope `fulfilment:write`.
 */
export const collectFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<CollectFulfillmentOrderData, ThrowOnError>): RequestResult<CollectFulfillmentOrderResponses, CollectFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<CollectFulfillmentOrderResponses, CollectFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/collect',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The carrier has delivered
 *
 * Needs the scope `fulfilment:write`.
 */
export const deliverFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<DeliverFulfillmentOrderData, ThrowOnError>): RequestResult<DeliverFulfillmentOrderResponses, DeliverFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<DeliverFulfillmentOrderResponses, DeliverFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/deliver',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Keeps the goods at the counter for longer
 *
 * Needs the scope `fulfilment:write`.
 */
export const extendPickupOfFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<ExtendPickupOfFulfillmentOrderData, ThrowOnError>): RequestResult<ExtendPickupOfFulfillmentOrderResponses, ExtendPickupOfFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<ExtendPickupOfFulfillmentOrderResponses, ExtendPickupOfFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/extend-pickup',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What has happened to a fulfillment order, in sentences
 *
 * Needs the scope `fulfilment:read`.
 */
export const getFulfillmentOrderHistory = <ThrowOnError extends boolean = false>(options: Options<GetFulfillmentOrderHistoryData, ThrowOnError>): RequestResult<GetFulfillmentOrderHistoryResponses, GetFulfillmentOrderHistoryErrors, ThrowOnError> => (options.client ?? client).get<GetFulfillmentOrderHistoryResponses, GetFulfillmentOrderHistoryErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/history',
    ...options
});

/**
 * A parcel arrived damaged, or never; how often that happens to which carrier is learned from it
 *
 * Needs the scope `fulfilment:write`.
 */
export const reportMishap = <ThrowOnError extends boolean = false>(options: Options<ReportMishapData, ThrowOnError>): RequestResult<ReportMishapResponses, ReportMishapErrors, ThrowOnError> => (options.client ?? client).post<ReportMishapResponses, ReportMishapErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/mishaps',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Everything found is packed
 *
 * Needs the scope `fulfilment:write`.
 */
export const packFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<PackFulfillmentOrderData, ThrowOnError>): RequestResult<PackFulfillmentOrderResponses, PackFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<PackFulfillmentOrderResponses, PackFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/pack',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Packing slip of a fulfillment order, as a PDF
 *
 * Needs the scope `fulfilment:write`.
 */
export const printPackingSlip = <ThrowOnError extends boolean = false>(options: Options<PrintPackingSlipData, ThrowOnError>): RequestResult<PrintPackingSlipResponses, PrintPackingSlipErrors, ThrowOnError> => (options.client ?? client).get<PrintPackingSlipResponses, PrintPackingSlipErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/packing-slip',
    ...options
});

/**
 * Picking has started
 *
 * Needs the scope `fulfilment:write`.
 */
export const pickFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<PickFulfillmentOrderData, ThrowOnError>): RequestResult<PickFulfillmentOrderResponses, PickFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<PickFulfillmentOrderResponses, PickFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/pick',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Everything found lies at the counter; the customer may come until the time of the policy `pickup`
 *
 * Needs the scope `fulfilment:write`.
 */
export const readyFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<ReadyFulfillmentOrderData, ThrowOnError>): RequestResult<ReadyFulfillmentOrderResponses, ReadyFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<ReadyFulfillmentOrderResponses, ReadyFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/ready',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The warehouse refuses the work; it is sourced elsewhere
 *
 * Needs the scope `fulfilment:write`.
 */
export const rejectFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<RejectFulfillmentOrderData, ThrowOnError>): RequestResult<RejectFulfillmentOrderResponses, RejectFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<RejectFulfillmentOrderResponses, RejectFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/reject',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The carrier has the goods
 *
 * Needs the scope `fulfilment:write`.
 */
export const shipFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<ShipFulfillmentOrderData, ThrowOnError>): RequestResult<ShipFulfillmentOrderResponses, ShipFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<ShipFulfillmentOrderResponses, ShipFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/ship',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Fewer units were found than ordered; the rest is sourced elsewhere
 *
 * Needs the scope `fulfilment:write`.
 */
export const shortPickFulfillmentOrder = <ThrowOnError extends boolean = false>(options: Options<ShortPickFulfillmentOrderData, ThrowOnError>): RequestResult<ShortPickFulfillmentOrderResponses, ShortPickFulfillmentOrderErrors, ThrowOnError> => (options.client ?? client).post<ShortPickFulfillmentOrderResponses, ShortPickFulfillmentOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/fulfillment-orders/{id}/short-pick',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Whether the process answers and can read its store
 *
 * Asks for no credentials.
 */
export const getHealth = <ThrowOnError extends boolean = false>(options?: Options<GetHealthData, ThrowOnError>): RequestResult<GetHealthResponses, GetHealthErrors, ThrowOnError> => (options?.client ?? client).get<GetHealthResponses, GetHealthErrors, ThrowOnError>({ url: '/health', ...options });

/**
 * What routing decisions have lost against the best ones by what is known since, and why; how good predictions were
 *
 * Needs the scope `policies:read`.
 */
export const hindsight = <ThrowOnError extends boolean = false>(options: Options<HindsightData, ThrowOnError>): RequestResult<HindsightResponses, HindsightErrors, ThrowOnError> => (options.client ?? client).get<HindsightResponses, HindsightErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/hindsight',
    ...options
});

/**
 * Puts the book right, with a reason for each line; wakes orders that wait
 *
 * Needs the scope `inventory:write`.
 */
export const adjustStock = <ThrowOnError extends boolean = false>(options: Options<AdjustStockData, ThrowOnError>): RequestResult<AdjustStockResponses, AdjustStockErrors, ThrowOnError> => (options.client ?? client).post<AdjustStockResponses, AdjustStockErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/adjustments',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What is strange about stock: open anomalies, the oldest first, or those that have ended
 *
 * Needs the scope `inventory:read`.
 */
export const listAnomalies = <ThrowOnError extends boolean = false>(options?: Options<ListAnomaliesData, ThrowOnError>): RequestResult<ListAnomaliesResponses, ListAnomaliesErrors, ThrowOnError> => (options?.client ?? client).get<ListAnomaliesResponses, ListAnomaliesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/anomalies',
    ...options
});

/**
 * Says that an anomaly has been dealt with. It is not told again while the same state lasts; a repetition changes nothing
 *
 * Needs the scope `inventory:write`.
 */
export const resolveAnomaly = <ThrowOnError extends boolean = false>(options: Options<ResolveAnomalyData, ThrowOnError>): RequestResult<ResolveAnomalyResponses, ResolveAnomalyErrors, ThrowOnError> => (options.client ?? client).post<ResolveAnomalyResponses, ResolveAnomalyErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/anomalies/{id}/resolve',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What may be promised of a SKU over time, at each location and over all of them
 *
 * Needs the scope `inventory:read`.
 */
export const getAvailableToPromise = <ThrowOnError extends boolean = false>(options: Options<GetAvailableToPromiseData, ThrowOnError>): RequestResult<GetAvailableToPromiseResponses, GetAvailableToPromiseErrors, ThrowOnError> => (options.client ?? client).get<GetAvailableToPromiseResponses, GetAvailableToPromiseErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/atp',
    ...options
});

/**
 * What was counted on the shelf replaces what the book says
 *
 * Needs the scope `inventory:write`.
 */
export const countStock = <ThrowOnError extends boolean = false>(options: Options<CountStockData, ThrowOnError>): RequestResult<CountStockResponses, CountStockErrors, ThrowOnError> => (options.client ?? client).post<CountStockResponses, CountStockErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/counts',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What to count next at a location: doubtful items first, then by the value that nobody has verified
 *
 * Needs the scope `inventory:read`.
 */
export const listCountsDue = <ThrowOnError extends boolean = false>(options: Options<ListCountsDueData, ThrowOnError>): RequestResult<ListCountsDueResponses, ListCountsDueErrors, ThrowOnError> => (options.client ?? client).get<ListCountsDueResponses, ListCountsDueErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/counts-due',
    ...options
});

/**
 * Stock of the articles of the catalog, by SKU
 *
 * Needs the scope `inventory:read`.
 */
export const getStockItems = <ThrowOnError extends boolean = false>(options?: Options<GetStockItemsData, ThrowOnError>): RequestResult<GetStockItemsResponses, GetStockItemsErrors, ThrowOnError> => (options?.client ?? client).get<GetStockItemsResponses, GetStockItemsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/items',
    ...options
});

/**
 * On hand, allocated and available of a SKU at every location
 *
 * Needs the scope `inventory:read`.
 */
export const getStockLevels = <ThrowOnError extends boolean = false>(options: Options<GetStockLevelsData, ThrowOnError>): RequestResult<GetStockLevelsResponses, GetStockLevelsErrors, ThrowOnError> => (options.client ?? client).get<GetStockLevelsResponses, GetStockLevelsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/levels',
    ...options
});

/**
 * Every movement of a SKU at a location, newest first
 *
 * Needs the scope `inventory:read`.
 */
export const getStockMovements = <ThrowOnError extends boolean = false>(options: Options<GetStockMovementsData, ThrowOnError>): RequestResult<GetStockMovementsResponses, GetStockMovementsErrors, ThrowOnError> => (options.client ?? client).get<GetStockMovementsResponses, GetStockMovementsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/movements',
    ...options
});

/**
 * Goods have arrived; wakes orders that wait for them
 *
 * Needs the scope `inventory:write`.
 */
export const receiveStock = <ThrowOnError extends boolean = false>(options: Options<ReceiveStockData, ThrowOnError>): RequestResult<ReceiveStockResponses, ReceiveStockErrors, ThrowOnError> => (options.client ?? client).post<ReceiveStockResponses, ReceiveStockErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/receipts',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Gives units that were set aside their final place: for sale, damaged, or disposed of
 *
 * Needs the scope `inventory:write`.
 */
export const reclassifyStock = <ThrowOnError extends boolean = false>(options: Options<ReclassifyStockData, ThrowOnError>): RequestResult<ReclassifyStockResponses, ReclassifyStockErrors, ThrowOnError> => (options.client ?? client).post<ReclassifyStockResponses, ReclassifyStockErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/reclassifications',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Articles that run short of their safety stock, with what to do about it, the oldest first
 *
 * Needs the scope `inventory:read`.
 */
export const listSafetyStockAlerts = <ThrowOnError extends boolean = false>(options?: Options<ListSafetyStockAlertsData, ThrowOnError>): RequestResult<ListSafetyStockAlertsResponses, ListSafetyStockAlertsErrors, ThrowOnError> => (options?.client ?? client).get<ListSafetyStockAlertsResponses, ListSafetyStockAlertsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/safety-stock-alerts',
    ...options
});

/**
 * Orders that wait for a SKU, in the order in which they are served
 *
 * Needs the scope `orders:read`.
 */
export const getWaitingOrders = <ThrowOnError extends boolean = false>(options: Options<GetWaitingOrdersData, ThrowOnError>): RequestResult<GetWaitingOrdersResponses, GetWaitingOrdersErrors, ThrowOnError> => (options.client ?? client).get<GetWaitingOrdersResponses, GetWaitingOrdersErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/inventory/waiting',
    ...options
});

/**
 * Event delivery, latency percentiles, failed and replayed messages, time to recovery
 *
 * Needs the scope `operations:read`.
 */
export const getKpis = <ThrowOnError extends boolean = false>(options?: Options<GetKpisData, ThrowOnError>): RequestResult<GetKpisResponses, GetKpisErrors, ThrowOnError> => (options?.client ?? client).get<GetKpisResponses, GetKpisErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/kpis',
    ...options
});

/**
 * Locations of the tenant
 *
 * Needs the scope `catalog:read`.
 */
export const listLocations = <ThrowOnError extends boolean = false>(options?: Options<ListLocationsData, ThrowOnError>): RequestResult<ListLocationsResponses, ListLocationsErrors, ThrowOnError> => (options?.client ?? client).get<ListLocationsResponses, ListLocationsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/locations',
    ...options
});

/**
 * Creates or replaces a location
 *
 * Needs the scope `catalog:write`.
 */
export const putLocation = <ThrowOnError extends boolean = false>(options: Options<PutLocationData, ThrowOnError>): RequestResult<PutLocationResponses, PutLocationErrors, ThrowOnError> => (options.client ?? client).post<PutLocationResponses, PutLocationErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/locations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Takes back the work at a location that nobody has begun; it is sourced elsewhere, never there again
 *
 * Needs the scope `fulfilment:write`.
 */
export const evacuateLocation = <ThrowOnError extends boolean = false>(options: Options<EvacuateLocationData, ThrowOnError>): RequestResult<EvacuateLocationResponses, EvacuateLocationErrors, ThrowOnError> => (options.client ?? client).post<EvacuateLocationResponses, EvacuateLocationErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/locations/{id}/evacuate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Lead time and costs of a supplier
 *
 * Needs the scope `fulfilment:read`.
 */
export const getSupplierTerms = <ThrowOnError extends boolean = false>(options: Options<GetSupplierTermsData, ThrowOnError>): RequestResult<GetSupplierTermsResponses, GetSupplierTermsErrors, ThrowOnError> => (options.client ?? client).get<GetSupplierTermsResponses, GetSupplierTermsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/locations/{id}/supplier-terms',
    ...options
});

/**
 * Says what a supplier has agreed to; purchases made before keep their terms
 *
 * Needs the scope `catalog:write`.
 */
export const postSupplierTerms = <ThrowOnError extends boolean = false>(options: Options<PostSupplierTermsData, ThrowOnError>): RequestResult<PostSupplierTermsResponses, PostSupplierTermsErrors, ThrowOnError> => (options.client ?? client).post<PostSupplierTermsResponses, PostSupplierTermsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/locations/{id}/supplier-terms',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * How much work a location has, by status
 *
 * Needs the scope `fulfilment:read`.
 */
export const getWorkSummary = <ThrowOnError extends boolean = false>(options: Options<GetWorkSummaryData, ThrowOnError>): RequestResult<GetWorkSummaryResponses, GetWorkSummaryErrors, ThrowOnError> => (options.client ?? client).get<GetWorkSummaryResponses, GetWorkSummaryErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/locations/{id}/work-summary',
    ...options
});

/**
 * Who the credentials belong to, and what they allow
 *
 * Needs any valid credentials.
 */
export const getMe = <ThrowOnError extends boolean = false>(options?: Options<GetMeData, ThrowOnError>): RequestResult<GetMeResponses, GetMeErrors, ThrowOnError> => (options?.client ?? client).get<GetMeResponses, GetMeErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/me',
    ...options
});

/**
 * Changes the own password; every other session of the account ends
 *
 * Needs any valid credentials.
 */
export const changeOwnPassword = <ThrowOnError extends boolean = false>(options: Options<ChangeOwnPasswordData, ThrowOnError>): RequestResult<ChangeOwnPasswordResponses, ChangeOwnPasswordErrors, ThrowOnError> => (options.client ?? client).post<ChangeOwnPasswordResponses, ChangeOwnPasswordErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/me/password',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The models that score, and who answers for each
 *
 * Needs the scope `models:read`.
 */
export const listModels = <ThrowOnError extends boolean = false>(options?: Options<ListModelsData, ThrowOnError>): RequestResult<ListModelsResponses, ListModelsErrors, ThrowOnError> => (options?.client ?? client).get<ListModelsResponses, ListModelsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models',
    ...options
});

/**
 * One model: its versions with gates and figures, and what has been done about them
 *
 * Needs the scope `models:read`.
 */
export const getModel = <ThrowOnError extends boolean = false>(options: Options<GetModelData, ThrowOnError>): RequestResult<GetModelResponses, GetModelErrors, ThrowOnError> => (options.client ?? client).get<GetModelResponses, GetModelErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}',
    ...options
});

/**
 * How far what a model meets has moved from what it was trained on
 *
 * Needs the scope `models:read`.
 */
export const getModelDrift = <ThrowOnError extends boolean = false>(options: Options<GetModelDriftData, ThrowOnError>): RequestResult<GetModelDriftResponses, GetModelDriftErrors, ThrowOnError> => (options.client ?? client).get<GetModelDriftResponses, GetModelDriftErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/drift',
    ...options
});

/**
 * Makes the champion before the champion again, everywhere within ten seconds
 *
 * Needs the scope `models:write`.
 */
export const rollBackModel = <ThrowOnError extends boolean = false>(options: Options<RollBackModelData, ThrowOnError>): RequestResult<RollBackModelResponses, RollBackModelErrors, ThrowOnError> => (options.client ?? client).post<RollBackModelResponses, RollBackModelErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/rollback',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Trains a model anew from what is kept of the past
 *
 * Needs the scope `models:write`.
 */
export const beginTraining = <ThrowOnError extends boolean = false>(options: Options<BeginTrainingData, ThrowOnError>): RequestResult<BeginTrainingResponses, BeginTrainingErrors, ThrowOnError> => (options.client ?? client).post<BeginTrainingResponses, BeginTrainingErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/trainings',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Registers a trained version; the same artefact again changes nothing
 *
 * Needs the scope `models:write`.
 */
export const registerModelVersion = <ThrowOnError extends boolean = false>(options: Options<RegisterModelVersionData, ThrowOnError>): RequestResult<RegisterModelVersionResponses, RegisterModelVersionErrors, ThrowOnError> => (options.client ?? client).post<RegisterModelVersionResponses, RegisterModelVersionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/versions',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Finds that a version whose gates are passed may go live
 *
 * Needs the scope `models:write`.
 */
export const approveModelVersion = <ThrowOnError extends boolean = false>(options: Options<ApproveModelVersionData, ThrowOnError>): RequestResult<ApproveModelVersionResponses, ApproveModelVersionErrors, ThrowOnError> => (options.client ?? client).post<ApproveModelVersionResponses, ApproveModelVersionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/versions/{version}/approve',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Has a version answer for a share of the orders, or ends that
 *
 * Needs the scope `models:write`.
 */
export const challengeModelVersion = <ThrowOnError extends boolean = false>(options: Options<ChallengeModelVersionData, ThrowOnError>): RequestResult<ChallengeModelVersionResponses, ChallengeModelVersionErrors, ThrowOnError> => (options.client ?? client).post<ChallengeModelVersionResponses, ChallengeModelVersionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/versions/{version}/challenge',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Records what was measured of a version against its bounds; an approval of before is taken back
 *
 * Needs the scope `models:write`.
 */
export const evaluateModelGates = <ThrowOnError extends boolean = false>(options: Options<EvaluateModelGatesData, ThrowOnError>): RequestResult<EvaluateModelGatesResponses, EvaluateModelGatesErrors, ThrowOnError> => (options.client ?? client).post<EvaluateModelGatesResponses, EvaluateModelGatesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/versions/{version}/gates',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Makes a version the champion, everywhere within ten seconds, and has it watched
 *
 * Needs the scope `models:write`.
 */
export const promoteModelVersion = <ThrowOnError extends boolean = false>(options: Options<PromoteModelVersionData, ThrowOnError>): RequestResult<PromoteModelVersionResponses, PromoteModelVersionErrors, ThrowOnError> => (options.client ?? client).post<PromoteModelVersionResponses, PromoteModelVersionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/versions/{version}/promote',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Puts a version that is not in use away for good
 *
 * Needs the scope `models:write`.
 */
export const retireModelVersion = <ThrowOnError extends boolean = false>(options: Options<RetireModelVersionData, ThrowOnError>): RequestResult<RetireModelVersionResponses, RetireModelVersionErrors, ThrowOnError> => (options.client ?? client).post<RetireModelVersionResponses, RetireModelVersionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/versions/{version}/retire',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Has a version score beside the one that answers, without effect, or ends that
 *
 * Needs the scope `models:write`.
 */
export const shadowModelVersion = <ThrowOnError extends boolean = false>(options: Options<ShadowModelVersionData, ThrowOnError>): RequestResult<ShadowModelVersionResponses, ShadowModelVersionErrors, ThrowOnError> => (options.client ?? client).post<ShadowModelVersionResponses, ShadowModelVersionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/models/{model}/versions/{version}/shadow',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What is strange about orders: open anomalies, the oldest first, or those that have ended
 *
 * Needs the scope `orders:read`.
 */
export const listOrderAnomalies = <ThrowOnError extends boolean = false>(options?: Options<ListOrderAnomaliesData, ThrowOnError>): RequestResult<ListOrderAnomaliesResponses, ListOrderAnomaliesErrors, ThrowOnError> => (options?.client ?? client).get<ListOrderAnomaliesResponses, ListOrderAnomaliesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/order-anomalies',
    ...options
});

/**
 * Says that an anomaly has been dealt with. It is not told again while the same state lasts; a repetition changes nothing
 *
 * Needs the scope `holds:write`.
 */
export const resolveOrderAnomaly = <ThrowOnError extends boolean = false>(options: Options<ResolveOrderAnomalyData, ThrowOnError>): RequestResult<ResolveOrderAnomalyResponses, ResolveOrderAnomalyErrors, ThrowOnError> => (options.client ?? client).post<ResolveOrderAnomalyResponses, ResolveOrderAnomalyErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/order-anomalies/{id}/resolve',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Orders, newest first; or found by status, SKU, channel id, e-mail, phone or tracking number
 *
 * Needs the scope `orders:read`.
 */
export const listOrders = <ThrowOnError extends boolean = false>(options?: Options<ListOrdersData, ThrowOnError>): RequestResult<ListOrdersResponses, ListOrdersErrors, ThrowOnError> => (options?.client ?? client).get<ListOrdersResponses, ListOrdersErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders',
    ...options
});

/**
 * Places an order; the same Idempotency-Key answers the same order
 *
 * Needs the scope `orders:write`.
 */
export const placeOrder = <ThrowOnError extends boolean = false>(options: Options<PlaceOrderData, ThrowOnError>): RequestResult<PlaceOrderResponses, PlaceOrderErrors, ThrowOnError> => (options.client ?? client).post<PlaceOrderResponses, PlaceOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One order, now or as of an instant
 *
 * Needs the scope `orders:read`.
 */
export const getOrder = <ThrowOnError extends boolean = false>(options: Options<GetOrderData, ThrowOnError>): RequestResult<GetOrderResponses, GetOrderErrors, ThrowOnError> => (options.client ?? client).get<GetOrderResponses, GetOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}',
    ...options
});

/**
 * Cancels the order, or what of it has not shipped
 *
 * Needs the scope `orders:manage`.
 */
export const cancelOrder = <ThrowOnError extends boolean = false>(options: Options<CancelOrderData, ThrowOnError>): RequestResult<CancelOrderResponses, CancelOrderErrors, ThrowOnError> => (options.client ?? client).post<CancelOrderResponses, CancelOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/cancel',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Records a chargeback of an order; the same one again changes nothing
 *
 * Needs the scope `orders:manage`.
 */
export const recordChargeback = <ThrowOnError extends boolean = false>(options: Options<RecordChargebackData, ThrowOnError>): RequestResult<RecordChargebackResponses, RecordChargebackErrors, ThrowOnError> => (options.client ?? client).post<RecordChargebackResponses, RecordChargebackErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/chargebacks',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Receipts of every decision made for the order
 *
 * Needs the scope `orders:read`.
 */
export const listOrderDecisions = <ThrowOnError extends boolean = false>(options: Options<ListOrderDecisionsData, ThrowOnError>): RequestResult<ListOrderDecisionsResponses, ListOrderDecisionsErrors, ThrowOnError> => (options.client ?? client).get<ListOrderDecisionsResponses, ListOrderDecisionsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/decisions',
    ...options
});

/**
 * Asks that a person looks at the decision; the order goes into the review queue, and its goods go on
 *
 * Needs the scope `orders:write`.
 */
export const contestDecision = <ThrowOnError extends boolean = false>(options: Options<ContestDecisionData, ThrowOnError>): RequestResult<ContestDecisionResponses, ContestDecisionErrors, ThrowOnError> => (options.client ?? client).post<ContestDecisionResponses, ContestDecisionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/decisions/{decision_id}/contest',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What changed between two states of the order, and by which events; personal data only with the scope orders:personal
 *
 * Needs the scope `orders:read`.
 */
export const getOrderDifference = <ThrowOnError extends boolean = false>(options: Options<GetOrderDifferenceData, ThrowOnError>): RequestResult<GetOrderDifferenceResponses, GetOrderDifferenceErrors, ThrowOnError> => (options.client ?? client).get<GetOrderDifferenceResponses, GetOrderDifferenceErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/difference',
    ...options
});

/**
 * Every event of the order with actor, times and hash chain
 *
 * Needs the scope `orders:read`.
 */
export const listOrderEvents = <ThrowOnError extends boolean = false>(options: Options<ListOrderEventsData, ThrowOnError>): RequestResult<ListOrderEventsResponses, ListOrderEventsErrors, ThrowOnError> => (options.client ?? client).get<ListOrderEventsResponses, ListOrderEventsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/events',
    ...options
});

/**
 * Workflows of the order and of its fulfillment orders, and what the order waits for
 *
 * Needs the scope `orders:read`.
 */
export const getOrderExecutions = <ThrowOnError extends boolean = false>(options: Options<GetOrderExecutionsData, ThrowOnError>): RequestResult<GetOrderExecutionsResponses, GetOrderExecutionsErrors, ThrowOnError> => (options.client ?? client).get<GetOrderExecutionsResponses, GetOrderExecutionsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/executions',
    ...options
});

/**
 * What is known of the honesty of an order: its verification, reviews, chargebacks, and the label that follows
 *
 * Needs the scope `orders:read`.
 */
export const getFraudCase = <ThrowOnError extends boolean = false>(options: Options<GetFraudCaseData, ThrowOnError>): RequestResult<GetFraudCaseResponses, GetFraudCaseErrors, ThrowOnError> => (options.client ?? client).get<GetFraudCaseResponses, GetFraudCaseErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/fraud',
    ...options
});

/**
 * Puts the order on hold
 *
 * Needs the scope `holds:write`.
 */
export const placeHold = <ThrowOnError extends boolean = false>(options: Options<PlaceHoldData, ThrowOnError>): RequestResult<PlaceHoldResponses, PlaceHoldErrors, ThrowOnError> => (options.client ?? client).post<PlaceHoldResponses, PlaceHoldErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/holds',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Upholds a hold; a rejected fraud or duplicate review cancels the order
 *
 * Needs the scope `holds:write`.
 */
export const rejectHold = <ThrowOnError extends boolean = false>(options: Options<RejectHoldData, ThrowOnError>): RequestResult<RejectHoldResponses, RejectHoldErrors, ThrowOnError> => (options.client ?? client).post<RejectHoldResponses, RejectHoldErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/holds/{hold_id}/reject',
    ...options
});

/**
 * Releases a hold
 *
 * Needs the scope `holds:write`.
 */
export const releaseHold = <ThrowOnError extends boolean = false>(options: Options<ReleaseHoldData, ThrowOnError>): RequestResult<ReleaseHoldResponses, ReleaseHoldErrors, ThrowOnError> => (options.client ?? client).post<ReleaseHoldResponses, ReleaseHoldErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/holds/{hold_id}/release',
    ...options
});

/**
 * Notes on the order, newest first; their text with the scope orders:personal
 *
 * Needs the scope `orders:read`.
 */
export const listOrderNotes = <ThrowOnError extends boolean = false>(options: Options<ListOrderNotesData, ThrowOnError>): RequestResult<ListOrderNotesResponses, ListOrderNotesErrors, ThrowOnError> => (options.client ?? client).get<ListOrderNotesResponses, ListOrderNotesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/notes',
    ...options
});

/**
 * Writes a note on the order; the same Idempotency-Key writes it once
 *
 * Needs the scope `orders:manage`.
 */
export const addOrderNote = <ThrowOnError extends boolean = false>(options: Options<AddOrderNoteData, ThrowOnError>): RequestResult<AddOrderNoteResponses, AddOrderNoteErrors, ThrowOnError> => (options.client ?? client).post<AddOrderNoteResponses, AddOrderNoteErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/notes',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What the channel was told of the order: parcels, cancellations, refunds
 *
 * Needs the scope `orders:read`.
 */
export const listOrderNotices = <ThrowOnError extends boolean = false>(options: Options<ListOrderNoticesData, ThrowOnError>): RequestResult<ListOrderNoticesResponses, ListOrderNoticesErrors, ThrowOnError> => (options.client ?? client).get<ListOrderNoticesResponses, ListOrderNoticesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/notices',
    ...options
});

/**
 * What the channel sent of the order, as archived, oldest first
 *
 * Needs the scope `orders:personal`.
 */
export const listOrderPayloads = <ThrowOnError extends boolean = false>(options: Options<ListOrderPayloadsData, ThrowOnError>): RequestResult<ListOrderPayloadsResponses, ListOrderPayloadsErrors, ThrowOnError> => (options.client ?? client).get<ListOrderPayloadsResponses, ListOrderPayloadsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/payloads',
    ...options
});

/**
 * One payload, opened, and the order that was read from it
 *
 * Needs the scope `orders:personal`.
 */
export const getOrderPayload = <ThrowOnError extends boolean = false>(options: Options<GetOrderPayloadData, ThrowOnError>): RequestResult<GetOrderPayloadResponses, GetOrderPayloadErrors, ThrowOnError> => (options.client ?? client).get<GetOrderPayloadResponses, GetOrderPayloadErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/payloads/{payload_id}',
    ...options
});

/**
 * Reports that payment is secured, for payments that no channel reports
 *
 * Needs the scope `holds:write`.
 */
export const confirmPayment = <ThrowOnError extends boolean = false>(options: Options<ConfirmPaymentData, ThrowOnError>): RequestResult<ConfirmPaymentResponses, ConfirmPaymentErrors, ThrowOnError> => (options.client ?? client).post<ConfirmPaymentResponses, ConfirmPaymentErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/payment-confirmations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Sends work that nobody has begun to another location, with a reason
 *
 * Needs the scope `orders:manage`.
 */
export const rerouteOrder = <ThrowOnError extends boolean = false>(options: Options<RerouteOrderData, ThrowOnError>): RequestResult<RerouteOrderResponses, RerouteOrderErrors, ThrowOnError> => (options.client ?? client).post<RerouteOrderResponses, RerouteOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/reroute',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What came back of an order, the oldest first
 *
 * Needs the scope `orders:read`.
 */
export const listReturns = <ThrowOnError extends boolean = false>(options: Options<ListReturnsData, ThrowOnError>): RequestResult<ListReturnsResponses, ListReturnsErrors, ThrowOnError> => (options.client ?? client).get<ListReturnsResponses, ListReturnsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/returns',
    ...options
});

/**
 * Records what came back of an order, never more than left; the same return again changes nothing
 *
 * Needs the scope `orders:manage`.
 */
export const recordReturn = <ThrowOnError extends boolean = false>(options: Options<RecordReturnData, ThrowOnError>): RequestResult<RecordReturnResponses, RecordReturnErrors, ThrowOnError> => (options.client ?? client).post<RecordReturnResponses, RecordReturnErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/returns',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Sends the order to another address than its channel named; takes the scope orders:personal as well
 *
 * Needs the scope `orders:manage`.
 */
export const correctShippingAddress = <ThrowOnError extends boolean = false>(options: Options<CorrectShippingAddressData, ThrowOnError>): RequestResult<CorrectShippingAddressResponses, CorrectShippingAddressErrors, ThrowOnError> => (options.client ?? client).put<CorrectShippingAddressResponses, CorrectShippingAddressErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/shipping-address',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Everything that happened to the order and around it, first to last, in plain sentences
 *
 * Needs the scope `orders:read`.
 */
export const getOrderTimeline = <ThrowOnError extends boolean = false>(options: Options<GetOrderTimelineData, ThrowOnError>): RequestResult<GetOrderTimelineResponses, GetOrderTimelineErrors, ThrowOnError> => (options.client ?? client).get<GetOrderTimelineResponses, GetOrderTimelineErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/timeline',
    ...options
});

/**
 * Has the customer confirm the order by a code sent to their phone, or sends another code
 *
 * Needs the scope `holds:write`.
 */
export const askForVerification = <ThrowOnError extends boolean = false>(options: Options<AskForVerificationData, ThrowOnError>): RequestResult<AskForVerificationResponses, AskForVerificationErrors, ThrowOnError> => (options.client ?? client).post<AskForVerificationResponses, AskForVerificationErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/verification',
    ...options
});

/**
 * Enters the code that a customer reads out on the phone
 *
 * Needs the scope `holds:write`.
 */
export const enterVerificationCode = <ThrowOnError extends boolean = false>(options: Options<EnterVerificationCodeData, ThrowOnError>): RequestResult<EnterVerificationCodeResponses, EnterVerificationCodeErrors, ThrowOnError> => (options.client ?? client).post<EnterVerificationCodeResponses, EnterVerificationCodeErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/verification/confirm',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Why the order is treated as it is, in sentences that can be read to the customer
 *
 * Needs the scope `orders:read`.
 */
export const getOrderWhy = <ThrowOnError extends boolean = false>(options: Options<GetOrderWhyData, ThrowOnError>): RequestResult<GetOrderWhyResponses, GetOrderWhyErrors, ThrowOnError> => (options.client ?? client).get<GetOrderWhyResponses, GetOrderWhyErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/orders/{id}/why',
    ...options
});

/**
 * Messages that would have gone to phones, newest first; empty where they really go out
 *
 * Needs the scope `orders:personal`.
 */
export const listOutbox = <ThrowOnError extends boolean = false>(options?: Options<ListOutboxData, ThrowOnError>): RequestResult<ListOutboxResponses, ListOutboxErrors, ThrowOnError> => (options?.client ?? client).get<ListOutboxResponses, ListOutboxErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/outbox',
    ...options
});

/**
 * What a person agrees to, by purpose
 *
 * Needs the scope `orders:personal`.
 */
export const getConsents = <ThrowOnError extends boolean = false>(options: Options<GetConsentsData, ThrowOnError>): RequestResult<GetConsentsResponses, GetConsentsErrors, ThrowOnError> => (options.client ?? client).get<GetConsentsResponses, GetConsentsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/persons/{id}/consents',
    ...options
});

/**
 * Notes what a person agrees to or does not
 *
 * Needs the scope `orders:write`.
 */
export const stateConsents = <ThrowOnError extends boolean = false>(options: Options<StateConsentsData, ThrowOnError>): RequestResult<StateConsentsResponses, StateConsentsErrors, ThrowOnError> => (options.client ?? client).post<StateConsentsResponses, StateConsentsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/persons/{id}/consents',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Articles for a person: with their consent by what they bought, without it what anybody is shown
 *
 * Needs the scope `orders:personal`.
 */
export const listPersonRecommendations = <ThrowOnError extends boolean = false>(options: Options<ListPersonRecommendationsData, ThrowOnError>): RequestResult<ListPersonRecommendationsResponses, ListPersonRecommendationsErrors, ThrowOnError> => (options.client ?? client).get<ListPersonRecommendationsResponses, ListPersonRecommendationsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/persons/{id}/recommendations',
    ...options
});

/**
 * What to fetch from the shelves for several fulfillment orders together, as a PDF
 *
 * Needs the scope `fulfilment:read`.
 */
export const printPickList = <ThrowOnError extends boolean = false>(options: Options<PrintPickListData, ThrowOnError>): RequestResult<PrintPickListResponses, PrintPickListErrors, ThrowOnError> => (options.client ?? client).get<PrintPickListResponses, PrintPickListErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/pick-lists',
    ...options
});

/**
 * Orders per lifecycle stage with ages, and how many are stuck
 *
 * Needs the scope `orders:read`.
 */
export const getPipeline = <ThrowOnError extends boolean = false>(options?: Options<GetPipelineData, ThrowOnError>): RequestResult<GetPipelineResponses, GetPipelineErrors, ThrowOnError> => (options?.client ?? client).get<GetPipelineResponses, GetPipelineErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/pipeline',
    ...options
});

/**
 * Parcels expected by lane and month, for negotiations with carriers
 *
 * Needs the scope `fulfilment:read`.
 */
export const getCarrierVolumes = <ThrowOnError extends boolean = false>(options?: Options<GetCarrierVolumesData, ThrowOnError>): RequestResult<GetCarrierVolumesResponses, GetCarrierVolumesErrors, ThrowOnError> => (options?.client ?? client).get<GetCarrierVolumesResponses, GetCarrierVolumesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/planning/carrier-volumes',
    ...options
});

/**
 * Goods to be moved or bought before they are missing, each with what speaks for it
 *
 * Needs the scope `fulfilment:read`.
 */
export const listPlanningProposals = <ThrowOnError extends boolean = false>(options?: Options<ListPlanningProposalsData, ThrowOnError>): RequestResult<ListPlanningProposalsResponses, ListPlanningProposalsErrors, ThrowOnError> => (options?.client ?? client).get<ListPlanningProposalsResponses, ListPlanningProposalsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/planning/proposals',
    ...options
});

/**
 * Makes the transfer, as a draft, or the purchase order that is proposed; repeated it changes nothing
 *
 * Needs the scope `inventory:write`.
 */
export const acceptPlanningProposal = <ThrowOnError extends boolean = false>(options: Options<AcceptPlanningProposalData, ThrowOnError>): RequestResult<AcceptPlanningProposalResponses, AcceptPlanningProposalErrors, ThrowOnError> => (options.client ?? client).post<AcceptPlanningProposalResponses, AcceptPlanningProposalErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/planning/proposals/{id}/accept',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Turns a proposal down; for a while it is not made again
 *
 * Needs the scope `inventory:write`.
 */
export const declinePlanningProposal = <ThrowOnError extends boolean = false>(options: Options<DeclinePlanningProposalData, ThrowOnError>): RequestResult<DeclinePlanningProposalResponses, DeclinePlanningProposalErrors, ThrowOnError> => (options.client ?? client).post<DeclinePlanningProposalResponses, DeclinePlanningProposalErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/planning/proposals/{id}/decline',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * How many people each location needs on each of the days ahead, by the forecast and the policy `labour`
 *
 * Needs the scope `fulfilment:read`.
 */
export const getStaffingPlan = <ThrowOnError extends boolean = false>(options?: Options<GetStaffingPlanData, ThrowOnError>): RequestResult<GetStaffingPlanResponses, GetStaffingPlanErrors, ThrowOnError> => (options?.client ?? client).get<GetStaffingPlanResponses, GetStaffingPlanErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/planning/staffing',
    ...options
});

/**
 * Every policy of the tenant as it decides now, and who decided so
 *
 * Needs the scope `policies:read`.
 */
export const listPolicies = <ThrowOnError extends boolean = false>(options?: Options<ListPoliciesData, ThrowOnError>): RequestResult<ListPoliciesResponses, ListPoliciesErrors, ThrowOnError> => (options?.client ?? client).get<ListPoliciesResponses, ListPoliciesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/policies',
    ...options
});

/**
 * Gives a policy a new value, as a new version; decisions made before keep theirs
 *
 * Needs the scope `policies:write`.
 */
export const putPolicy = <ThrowOnError extends boolean = false>(options: Options<PutPolicyData, ThrowOnError>): RequestResult<PutPolicyResponses, PutPolicyErrors, ThrowOnError> => (options.client ?? client).put<PutPolicyResponses, PutPolicyErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/policies/{name}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Takes up the value of an earlier version again, as a new version
 *
 * Needs the scope `policies:write`.
 */
export const restorePolicy = <ThrowOnError extends boolean = false>(options: Options<RestorePolicyData, ThrowOnError>): RequestResult<RestorePolicyResponses, RestorePolicyErrors, ThrowOnError> => (options.client ?? client).post<RestorePolicyResponses, RestorePolicyErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/policies/{name}/restore',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What a value of a policy may be, as a JSON Schema that an editor can be made from, with values to begin with
 *
 * Needs the scope `policies:read`.
 */
export const getPolicySchema = <ThrowOnError extends boolean = false>(options: Options<GetPolicySchemaData, ThrowOnError>): RequestResult<GetPolicySchemaResponses, GetPolicySchemaErrors, ThrowOnError> => (options.client ?? client).get<GetPolicySchemaResponses, GetPolicySchemaErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/policies/{name}/schema',
    ...options
});

/**
 * What a policy was, newest version first
 *
 * Needs the scope `policies:read`.
 */
export const listPolicyVersions = <ThrowOnError extends boolean = false>(options: Options<ListPolicyVersionsData, ThrowOnError>): RequestResult<ListPolicyVersionsResponses, ListPolicyVersionsErrors, ThrowOnError> => (options.client ?? client).get<ListPolicyVersionsResponses, ListPolicyVersionsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/policies/{name}/versions',
    ...options
});

/**
 * One version of a policy, as receipts name it
 *
 * Needs the scope `policies:read`.
 */
export const getPolicyVersion = <ThrowOnError extends boolean = false>(options: Options<GetPolicyVersionData, ThrowOnError>): RequestResult<GetPolicyVersionResponses, GetPolicyVersionErrors, ThrowOnError> => (options.client ?? client).get<GetPolicyVersionResponses, GetPolicyVersionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/policies/{name}/versions/{version}',
    ...options
});

/**
 * Products by SKU, by barcode as scanned, or by how their SKU begins
 *
 * Needs the scope `catalog:read`.
 */
export const searchProducts = <ThrowOnError extends boolean = false>(options: Options<SearchProductsData, ThrowOnError>): RequestResult<SearchProductsResponses, SearchProductsErrors, ThrowOnError> => (options.client ?? client).get<SearchProductsResponses, SearchProductsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/product-search',
    ...options
});

/**
 * Products, by SKU within shards
 *
 * Needs the scope `catalog:read`.
 */
export const listProducts = <ThrowOnError extends boolean = false>(options?: Options<ListProductsData, ThrowOnError>): RequestResult<ListProductsResponses, ListProductsErrors, ThrowOnError> => (options?.client ?? client).get<ListProductsResponses, ListProductsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/products',
    ...options
});

/**
 * Creates or replaces a product
 *
 * Needs the scope `catalog:write`.
 */
export const putProduct = <ThrowOnError extends boolean = false>(options: Options<PutProductData, ThrowOnError>): RequestResult<PutProductResponses, PutProductErrors, ThrowOnError> => (options.client ?? client).post<PutProductResponses, PutProductErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/products',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One product
 *
 * Needs the scope `catalog:read`.
 */
export const getProduct = <ThrowOnError extends boolean = false>(options: Options<GetProductData, ThrowOnError>): RequestResult<GetProductResponses, GetProductErrors, ThrowOnError> => (options.client ?? client).get<GetProductResponses, GetProductErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/products/{sku}',
    ...options
});

/**
 * What promotions did: shown, used and given, and what they changed against those who were held out
 *
 * Needs the scope `orders:read`.
 */
export const getPromotionReport = <ThrowOnError extends boolean = false>(options?: Options<GetPromotionReportData, ThrowOnError>): RequestResult<GetPromotionReportResponses, GetPromotionReportErrors, ThrowOnError> => (options?.client ?? client).get<GetPromotionReportResponses, GetPromotionReportErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/promotions/report',
    ...options
});

/**
 * Purchase orders, newest first; those that have not ended unless a status is named
 *
 * Needs the scope `inventory:read`.
 */
export const listPurchaseOrders = <ThrowOnError extends boolean = false>(options?: Options<ListPurchaseOrdersData, ThrowOnError>): RequestResult<ListPurchaseOrdersResponses, ListPurchaseOrdersErrors, ThrowOnError> => (options?.client ?? client).get<ListPurchaseOrdersResponses, ListPurchaseOrdersErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/purchase-orders',
    ...options
});

/**
 * Announces goods that a supplier will deliver
 *
 * Needs the scope `inventory:write`.
 */
export const createPurchaseOrder = <ThrowOnError extends boolean = false>(options: Options<CreatePurchaseOrderData, ThrowOnError>): RequestResult<CreatePurchaseOrderResponses, CreatePurchaseOrderErrors, ThrowOnError> => (options.client ?? client).post<CreatePurchaseOrderResponses, CreatePurchaseOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/purchase-orders',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One purchase order
 *
 * Needs the scope `inventory:read`.
 */
export const getPurchaseOrder = <ThrowOnError extends boolean = false>(options: Options<GetPurchaseOrderData, ThrowOnError>): RequestResult<GetPurchaseOrderResponses, GetPurchaseOrderErrors, ThrowOnError> => (options.client ?? client).get<GetPurchaseOrderResponses, GetPurchaseOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/purchase-orders/{id}',
    ...options
});

/**
 * Calls a purchase order off of which nothing has come
 *
 * Needs the scope `inventory:write`.
 */
export const cancelPurchaseOrder = <ThrowOnError extends boolean = false>(options: Options<CancelPurchaseOrderData, ThrowOnError>): RequestResult<CancelPurchaseOrderResponses, CancelPurchaseOrderErrors, ThrowOnError> => (options.client ?? client).post<CancelPurchaseOrderResponses, CancelPurchaseOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/purchase-orders/{id}/cancel',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Nothing more will come: what is outstanding is no longer expected
 *
 * Needs the scope `inventory:write`.
 */
export const closePurchaseOrder = <ThrowOnError extends boolean = false>(options: Options<ClosePurchaseOrderData, ThrowOnError>): RequestResult<ClosePurchaseOrderResponses, ClosePurchaseOrderErrors, ThrowOnError> => (options.client ?? client).post<ClosePurchaseOrderResponses, ClosePurchaseOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/purchase-orders/{id}/close',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What has happened to a purchase order, in sentences
 *
 * Needs the scope `inventory:read`.
 */
export const getPurchaseOrderHistory = <ThrowOnError extends boolean = false>(options: Options<GetPurchaseOrderHistoryData, ThrowOnError>): RequestResult<GetPurchaseOrderHistoryResponses, GetPurchaseOrderHistoryErrors, ThrowOnError> => (options.client ?? client).get<GetPurchaseOrderHistoryResponses, GetPurchaseOrderHistoryErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/purchase-orders/{id}/history',
    ...options
});

/**
 * Goods of the supplier have arrived, all or some of them; wakes orders that wait for them
 *
 * Needs the scope `inventory:write`.
 */
export const receivePurchaseOrder = <ThrowOnError extends boolean = false>(options: Options<ReceivePurchaseOrderData, ThrowOnError>): RequestResult<ReceivePurchaseOrderResponses, ReceivePurchaseOrderErrors, ThrowOnError> => (options.client ?? client).post<ReceivePurchaseOrderResponses, ReceivePurchaseOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/purchase-orders/{id}/receive',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The supplier names other days
 *
 * Needs the scope `inventory:write`.
 */
export const reschedulePurchaseOrder = <ThrowOnError extends boolean = false>(options: Options<ReschedulePurchaseOrderData, ThrowOnError>): RequestResult<ReschedulePurchaseOrderResponses, ReschedulePurchaseOrderErrors, ThrowOnError> => (options.client ?? client).post<ReschedulePurchaseOrderResponses, ReschedulePurchaseOrderErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/purchase-orders/{id}/reschedule',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Articles that are bought with an article and can be had now
 *
 * Needs the scope `catalog:read`.
 */
export const listRecommendations = <ThrowOnError extends boolean = false>(options: Options<ListRecommendationsData, ThrowOnError>): RequestResult<ListRecommendationsResponses, ListRecommendationsErrors, ThrowOnError> => (options.client ?? client).get<ListRecommendationsResponses, ListRecommendationsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/recommendations',
    ...options
});

/**
 * How the checks of incoming records stand, by source: what they learn from, what they set aside, and what people said of it
 *
 * Needs the scope `orders:read`.
 */
export const listRecordChecks = <ThrowOnError extends boolean = false>(options?: Options<ListRecordChecksData, ThrowOnError>): RequestResult<ListRecordChecksResponses, ListRecordChecksErrors, ThrowOnError> => (options?.client ?? client).get<ListRecordChecksResponses, ListRecordChecksErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/record-checks',
    ...options
});

/**
 * Reserves lines together for a cart, until they expire
 *
 * Needs the scope `orders:write`.
 */
export const reserveStock = <ThrowOnError extends boolean = false>(options: Options<ReserveStockData, ThrowOnError>): RequestResult<ReserveStockResponses, ReserveStockErrors, ThrowOnError> => (options.client ?? client).post<ReserveStockResponses, ReserveStockErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/reservations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What becomes of goods that came back and where they go, every way compared; it changes nothing
 *
 * Needs the scope `inventory:read`.
 */
export const adviseDisposition = <ThrowOnError extends boolean = false>(options: Options<AdviseDispositionData, ThrowOnError>): RequestResult<AdviseDispositionResponses, AdviseDispositionErrors, ThrowOnError> => (options.client ?? client).post<AdviseDispositionResponses, AdviseDispositionErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/returns/disposition',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Holds that wait for a decision, those first that were placed first
 *
 * Needs the scope `orders:read`.
 */
export const getReviewQueue = <ThrowOnError extends boolean = false>(options?: Options<GetReviewQueueData, ThrowOnError>): RequestResult<GetReviewQueueResponses, GetReviewQueueErrors, ThrowOnError> => (options?.client ?? client).get<GetReviewQueueResponses, GetReviewQueueErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/review-queue',
    ...options
});

/**
 * Where these lines would come from at this moment, and why; nothing is written or reserved
 *
 * Needs the scope `orders:read`.
 */
export const evaluateRoute = <ThrowOnError extends boolean = false>(options: Options<EvaluateRouteData, ThrowOnError>): RequestResult<EvaluateRouteResponses, EvaluateRouteErrors, ThrowOnError> => (options.client ?? client).post<EvaluateRouteResponses, EvaluateRouteErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/routing/evaluate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What a unit is expected to be worth later, by article and location (λ), as decisions count it
 *
 * Needs the scope `inventory:read`.
 */
export const getFutureValues = <ThrowOnError extends boolean = false>(options?: Options<GetFutureValuesData, ThrowOnError>): RequestResult<GetFutureValuesResponses, GetFutureValuesErrors, ThrowOnError> => (options?.client ?? client).get<GetFutureValuesResponses, GetFutureValuesErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/routing/future-values',
    ...options
});

/**
 * What a scanned or typed code stands for
 *
 * Needs the scope `fulfilment:read`.
 */
export const scan = <ThrowOnError extends boolean = false>(options: Options<ScanData, ThrowOnError>): RequestResult<ScanResponses, ScanErrors, ThrowOnError> => (options.client ?? client).get<ScanResponses, ScanErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/scans',
    ...options
});

/**
 * Orders by whatever they are known by; e-mail and phone number only with the scope orders:personal
 *
 * Needs the scope `orders:read`.
 */
export const search = <ThrowOnError extends boolean = false>(options: Options<SearchData, ThrowOnError>): RequestResult<SearchResponses, SearchErrors, ThrowOnError> => (options.client ?? client).get<SearchResponses, SearchErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/search',
    ...options
});

/**
 * How people sign in to this installation
 *
 * Asks for no credentials.
 */
export const getSignInMethod = <ThrowOnError extends boolean = false>(options?: Options<GetSignInMethodData, ThrowOnError>): RequestResult<GetSignInMethodResponses, GetSignInMethodErrors, ThrowOnError> => (options?.client ?? client).get<GetSignInMethodResponses, GetSignInMethodErrors, ThrowOnError>({ url: '/sign-in', ...options });

/**
 * A token for an e-mail address and its password
 *
 * Asks for no credentials.
 */
export const signIn = <ThrowOnError extends boolean = false>(options: Options<SignInData, ThrowOnError>): RequestResult<SignInResponses, SignInErrors, ThrowOnError> => (options.client ?? client).post<SignInResponses, SignInErrors, ThrowOnError>({
    url: '/sign-in',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Replays of policies of the last 90 days, newest first
 *
 * Needs the scope `policies:read`.
 */
export const listSimulations = <ThrowOnError extends boolean = false>(options?: Options<ListSimulationsData, ThrowOnError>): RequestResult<ListSimulationsResponses, ListSimulationsErrors, ThrowOnError> => (options?.client ?? client).get<ListSimulationsResponses, ListSimulationsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/simulations',
    ...options
});

/**
 * Re-runs a sourcing policy on the decisions of a range, in money; changes nothing
 *
 * Needs the scope `policies:write`.
 */
export const createSimulation = <ThrowOnError extends boolean = false>(options: Options<CreateSimulationData, ThrowOnError>): RequestResult<CreateSimulationResponses, CreateSimulationErrors, ThrowOnError> => (options.client ?? client).post<CreateSimulationResponses, CreateSimulationErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/simulations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * How far the replay of a policy has come, and what it found
 *
 * Needs the scope `policies:read`.
 */
export const getSimulation = <ThrowOnError extends boolean = false>(options: Options<GetSimulationData, ThrowOnError>): RequestResult<GetSimulationResponses, GetSimulationErrors, ThrowOnError> => (options.client ?? client).get<GetSimulationResponses, GetSimulationErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/simulations/{id}',
    ...options
});

/**
 * Orders per stage, newest orders, queues and dead letters
 *
 * Needs the scope `operations:read`.
 */
export const getStatus = <ThrowOnError extends boolean = false>(options?: Options<GetStatusData, ThrowOnError>): RequestResult<GetStatusResponses, GetStatusErrors, ThrowOnError> => (options?.client ?? client).get<GetStatusResponses, GetStatusErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/status',
    ...options
});

/**
 * Whether articles can be had, for websites and the caches before them
 *
 * Asks for no credentials.
 */
export const listArticleAvailability = <ThrowOnError extends boolean = false>(options: Options<ListArticleAvailabilityData, ThrowOnError>): RequestResult<ListArticleAvailabilityResponses, ListArticleAvailabilityErrors, ThrowOnError> => (options.client ?? client).get<ListArticleAvailabilityResponses, ListArticleAvailabilityErrors, ThrowOnError>({ url: '/storefronts/{tenant}/availability', ...options });

/**
 * Whether an article can be had, for websites and the caches before them
 *
 * Asks for no credentials.
 */
export const getArticleAvailability = <ThrowOnError extends boolean = false>(options: Options<GetArticleAvailabilityData, ThrowOnError>): RequestResult<GetArticleAvailabilityResponses, GetArticleAvailabilityErrors, ThrowOnError> => (options.client ?? client).get<GetArticleAvailabilityResponses, GetArticleAvailabilityErrors, ThrowOnError>({ url: '/storefronts/{tenant}/availability/{sku}', ...options });

/**
 * When an article would be with a customer, for websites and the caches before them
 *
 * Asks for no credentials.
 */
export const getStorefrontDelivery = <ThrowOnError extends boolean = false>(options: Options<GetStorefrontDeliveryData, ThrowOnError>): RequestResult<GetStorefrontDeliveryResponses, GetStorefrontDeliveryErrors, ThrowOnError> => (options.client ?? client).get<GetStorefrontDeliveryResponses, GetStorefrontDeliveryErrors, ThrowOnError>({ url: '/storefronts/{tenant}/delivery/{sku}', ...options });

/**
 * What to show beside an article, for websites and the caches before them
 *
 * Asks for no credentials.
 */
export const getStorefrontRecommendations = <ThrowOnError extends boolean = false>(options: Options<GetStorefrontRecommendationsData, ThrowOnError>): RequestResult<GetStorefrontRecommendationsResponses, GetStorefrontRecommendationsErrors, ThrowOnError> => (options.client ?? client).get<GetStorefrontRecommendationsResponses, GetStorefrontRecommendationsErrors, ThrowOnError>({ url: '/storefronts/{tenant}/recommendations/{sku}', ...options });

/**
 * Trainings of all models, newest first
 *
 * Needs the scope `models:read`.
 */
export const listTrainings = <ThrowOnError extends boolean = false>(options?: Options<ListTrainingsData, ThrowOnError>): RequestResult<ListTrainingsResponses, ListTrainingsErrors, ThrowOnError> => (options?.client ?? client).get<ListTrainingsResponses, ListTrainingsErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/trainings',
    ...options
});

/**
 * How far a training has come, and what its gates said
 *
 * Needs the scope `models:read`.
 */
export const getTraining = <ThrowOnError extends boolean = false>(options: Options<GetTrainingData, ThrowOnError>): RequestResult<GetTrainingResponses, GetTrainingErrors, ThrowOnError> => (options.client ?? client).get<GetTrainingResponses, GetTrainingErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/trainings/{id}',
    ...options
});

/**
 * Transfers, newest first; those that have not ended unless a status is named
 *
 * Needs the scope `inventory:read`.
 */
export const listTransfers = <ThrowOnError extends boolean = false>(options?: Options<ListTransfersData, ThrowOnError>): RequestResult<ListTransfersResponses, ListTransfersErrors, ThrowOnError> => (options?.client ?? client).get<ListTransfersResponses, ListTransfersErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/transfers',
    ...options
});

/**
 * Asks for goods of one location at another
 *
 * Needs the scope `inventory:write`.
 */
export const createTransfer = <ThrowOnError extends boolean = false>(options: Options<CreateTransferData, ThrowOnError>): RequestResult<CreateTransferResponses, CreateTransferErrors, ThrowOnError> => (options.client ?? client).post<CreateTransferResponses, CreateTransferErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/transfers',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One transfer
 *
 * Needs the scope `inventory:read`.
 */
export const getTransfer = <ThrowOnError extends boolean = false>(options: Options<GetTransferData, ThrowOnError>): RequestResult<GetTransferResponses, GetTransferErrors, ThrowOnError> => (options.client ?? client).get<GetTransferResponses, GetTransferErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/transfers/{id}',
    ...options
});

/**
 * The origin may send the goods
 *
 * Needs the scope `inventory:write`.
 */
export const approveTransfer = <ThrowOnError extends boolean = false>(options: Options<ApproveTransferData, ThrowOnError>): RequestResult<ApproveTransferResponses, ApproveTransferErrors, ThrowOnError> => (options.client ?? client).post<ApproveTransferResponses, ApproveTransferErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/transfers/{id}/approve',
    ...options
});

/**
 * Calls a transfer off that has not been sent
 *
 * Needs the scope `inventory:write`.
 */
export const cancelTransfer = <ThrowOnError extends boolean = false>(options: Options<CancelTransferData, ThrowOnError>): RequestResult<CancelTransferResponses, CancelTransferErrors, ThrowOnError> => (options.client ?? client).post<CancelTransferResponses, CancelTransferErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/transfers/{id}/cancel',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Nothing more will arrive: what is missing is written off or stands at the origin again
 *
 * Needs the scope `inventory:write`.
 */
export const closeTransfer = <ThrowOnError extends boolean = false>(options: Options<CloseTransferData, ThrowOnError>): RequestResult<CloseTransferResponses, CloseTransferErrors, ThrowOnError> => (options.client ?? client).post<CloseTransferResponses, CloseTransferErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/transfers/{id}/close',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What has happened to a transfer, in sentences
 *
 * Needs the scope `inventory:read`.
 */
export const getTransferHistory = <ThrowOnError extends boolean = false>(options: Options<GetTransferHistoryData, ThrowOnError>): RequestResult<GetTransferHistoryResponses, GetTransferHistoryErrors, ThrowOnError> => (options.client ?? client).get<GetTransferHistoryResponses, GetTransferHistoryErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/transfers/{id}/history',
    ...options
});

/**
 * Goods have arrived at the destination, all or some of them
 *
 * Needs the scope `inventory:write`.
 */
export const receiveTransfer = <ThrowOnError extends boolean = false>(options: Options<ReceiveTransferData, ThrowOnError>): RequestResult<ReceiveTransferResponses, ReceiveTransferErrors, ThrowOnError> => (options.client ?? client).post<ReceiveTransferResponses, ReceiveTransferErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/transfers/{id}/receive',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The goods leave the origin; the stock ledger agrees or refuses within moments
 *
 * Needs the scope `inventory:write`.
 */
export const shipTransfer = <ThrowOnError extends boolean = false>(options: Options<ShipTransferData, ThrowOnError>): RequestResult<ShipTransferResponses, ShipTransferErrors, ThrowOnError> => (options.client ?? client).post<ShipTransferResponses, ShipTransferErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/transfers/{id}/ship',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Members of the tenant, by user id
 *
 * Needs the scope `access:write`.
 */
export const listUsers = <ThrowOnError extends boolean = false>(options?: Options<ListUsersData, ThrowOnError>): RequestResult<ListUsersResponses, ListUsersErrors, ThrowOnError> => (options?.client ?? client).get<ListUsersResponses, ListUsersErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/users',
    ...options
});

/**
 * Registers a person and gives them a role in the tenant
 *
 * Needs the scope `access:write`.
 */
export const createUser = <ThrowOnError extends boolean = false>(options: Options<CreateUserData, ThrowOnError>): RequestResult<CreateUserResponses, CreateUserErrors, ThrowOnError> => (options.client ?? client).post<CreateUserResponses, CreateUserErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/users',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Shuts a user out at once; disabling again changes nothing
 *
 * Needs the scope `access:write`.
 */
export const disableUser = <ThrowOnError extends boolean = false>(options: Options<DisableUserData, ThrowOnError>): RequestResult<DisableUserResponses, DisableUserErrors, ThrowOnError> => (options.client ?? client).post<DisableUserResponses, DisableUserErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/users/{id}/disable',
    ...options
});

/**
 * Lets a disabled user sign in again; sessions from before stay ended
 *
 * Needs the scope `access:write`.
 */
export const enableUser = <ThrowOnError extends boolean = false>(options: Options<EnableUserData, ThrowOnError>): RequestResult<EnableUserResponses, EnableUserErrors, ThrowOnError> => (options.client ?? client).post<EnableUserResponses, EnableUserErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/users/{id}/enable',
    ...options
});

/**
 * Takes a user's place in the tenant away, at once; it stays listed and can be granted again
 *
 * Needs the scope `access:write`.
 */
export const revokeMembership = <ThrowOnError extends boolean = false>(options: Options<RevokeMembershipData, ThrowOnError>): RequestResult<RevokeMembershipResponses, RevokeMembershipErrors, ThrowOnError> => (options.client ?? client).delete<RevokeMembershipResponses, RevokeMembershipErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/users/{id}/memberships',
    ...options
});

/**
 * Gives a user of the tenant another role or other locations, or back the membership
 *
 * Needs the scope `access:write`.
 */
export const grantMembership = <ThrowOnError extends boolean = false>(options: Options<GrantMembershipData, ThrowOnError>): RequestResult<GrantMembershipResponses, GrantMembershipErrors, ThrowOnError> => (options.client ?? client).post<GrantMembershipResponses, GrantMembershipErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/users/{id}/memberships',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Voids a user's password and ends every session; the new one is good for one sign-in that sets another
 *
 * Needs the scope `access:write`.
 */
export const resetPassword = <ThrowOnError extends boolean = false>(options: Options<ResetPasswordData, ThrowOnError>): RequestResult<ResetPasswordResponses, ResetPasswordErrors, ThrowOnError> => (options.client ?? client).post<ResetPasswordResponses, ResetPasswordErrors, ThrowOnError>({
    security: [{ name: 'x-api-key', type: 'apiKey' }, { scheme: 'bearer', type: 'http' }],
    url: '/users/{id}/password-resets',
    ...options
});

/**
 * A customer enters the code that was sent; the token names the verification and nothing else
 *
 * Asks for no credentials.
 */
export const confirmVerification = <ThrowOnError extends boolean = false>(options: Options<ConfirmVerificationData, ThrowOnError>): RequestResult<ConfirmVerificationResponses, ConfirmVerificationErrors, ThrowOnError> => (options.client ?? client).post<ConfirmVerificationResponses, ConfirmVerificationErrors, ThrowOnError>({
    url: '/verifications/{token}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Sends another code to the same phone; three are sent for one order
 *
 * Asks for no credentials.
 */
export const resendVerification = <ThrowOnError extends boolean = false>(options: Options<ResendVerificationData, ThrowOnError>): RequestResult<ResendVerificationResponses, ResendVerificationErrors, ThrowOnError> => (options.client ?? client).post<ResendVerificationResponses, ResendVerificationErrors, ThrowOnError>({ url: '/verifications/{token}/resend', ...options });
