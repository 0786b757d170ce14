//! The operations of the database that the store uses, each as a [`Request`].

use std::future::Future;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItemError, BatchGetItemOutput, builders::BatchGetItemFluentBuilder};
use aws_sdk_dynamodb::operation::batch_write_item::{
    BatchWriteItemError, BatchWriteItemOutput, builders::BatchWriteItemFluentBuilder,
};
use aws_sdk_dynamodb::operation::delete_item::{DeleteItemError, DeleteItemOutput, builders::DeleteItemFluentBuilder};
use aws_sdk_dynamodb::operation::get_item::{GetItemError, GetItemOutput, builders::GetItemFluentBuilder};
use aws_sdk_dynamodb::operation::put_item::{PutItemError, PutItemOutput, builders::PutItemFluentBuilder};
use aws_sdk_dynamodb::operation::query::{QueryError, QueryOutput, builders::QueryFluentBuilder};
use aws_sdk_dynamodb::operation::transact_write_items::{
    TransactWriteItemsError, TransactWriteItemsOutput, builders::TransactWriteItemsFluentBuilder,
};
use aws_sdk_dynamodb::operation::update_item::{UpdateItemError, UpdateItemOutput, builders::UpdateItemFluentBuilder};
use aws_sdk_dynamodb::types::{
    CancellationReason, ConsumedCapacity, ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure,
};

use crate::attribute::{MARK, text};
use crate::call::Request;
use crate::meter::Direction;

/// An operation that touches one table reports one capacity, one that may touch several reports a list.
macro_rules! consumed {
    (One, $output:ident) => {
        $output.consumed_capacity.as_slice()
    };
    (Each, $output:ident) => {
        $output.consumed_capacity()
    };
}

macro_rules! requests {
    ($($name:literal $direction:ident $capacity:ident $builder:ident $output:ident $error:ident { $($extra:item)* })*) => {$(
        impl Request for $builder {
            type Output = $output;
            type Error = $error;
            const NAME: &'static str = $name;
            const DIRECTION: Direction = Direction::$direction;

            fn metered(self) -> Self {
                self.return_consumed_capacity(ReturnConsumedCapacity::Total)
            }

            fn dispatch(self) -> impl Future<Output = Result<$output, SdkError<$error>>> + Send {
                self.send()
            }

            fn consumed(output: &$output) -> &[ConsumedCapacity] {
                consumed!($capacity, output)
            }

            $($extra)*
        }
    )*};
}

requests! {
    "GetItem" Read One GetItemFluentBuilder GetItemOutput GetItemError {}
    "Query" Read One QueryFluentBuilder QueryOutput QueryError {}
    "BatchGetItem" Read Each BatchGetItemFluentBuilder BatchGetItemOutput BatchGetItemError {}
    "UpdateItem" Write One UpdateItemFluentBuilder UpdateItemOutput UpdateItemError {}
    "DeleteItem" Write One DeleteItemFluentBuilder DeleteItemOutput DeleteItemError {}
    "BatchWriteItem" Write Each BatchWriteItemFluentBuilder BatchWriteItemOutput BatchWriteItemError {}
    "PutItem" Write One PutItemFluentBuilder PutItemOutput PutItemError {
        fn marked(self) -> Self {
            if self.get_condition_expression().is_none() {
                return self;
            }
            let mark = uuid::Uuid::new_v4().as_u64_pair().0;
            self.item(MARK, text(format!("{mark:016x}")))
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        }

        fn applied_before(&self, error: &PutItemError) -> Option<PutItemOutput> {
            let PutItemError::ConditionalCheckFailedException(failed) = error else {
                return None;
            };
            let stored = failed.item()?.get(MARK)?;
            let own = self.get_item().as_ref()?.get(MARK)?;
            (stored == own).then(|| PutItemOutput::builder().build())
        }
    }
    "TransactWriteItems" Write Each TransactWriteItemsFluentBuilder TransactWriteItemsOutput TransactWriteItemsError {
        fn reasons(error: &TransactWriteItemsError) -> &[CancellationReason] {
            match error {
                TransactWriteItemsError::TransactionCanceledException(cancelled) => cancelled.cancellation_reasons(),
                _ => &[],
            }
        }
    }
}
